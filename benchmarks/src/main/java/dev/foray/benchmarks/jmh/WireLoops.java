package dev.foray.benchmarks.jmh;

import dev.foray.launch.CommandPipe;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Order;
import dev.foray.protocol.RunnerCommand;
import dev.foray.protocol.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An order of a job with 100 jars, as it is put on a wire and taken from it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class WireLoops {
  private final Order order = order();

  @Benchmark
  public RunnerCommand order100Jars() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 15);
    CommandPipe.write(new RunnerCommand.Run(order, RunnerCommand.Marks.NONE, true), bytes);
    return CommandPipe.read(new ByteArrayInputStream(bytes.toByteArray()));
  }

  private static Order order() {
    List<Order.Jar> jars =
        IntStream.range(0, 100)
            .mapToObj(i -> new Order.Jar("library-" + i + ".jar", "ab".repeat(32), i, ""))
            .toList();
    return new Order(
        AttemptId.ofChunk(new JobId(1), 0, 1),
        1,
        new Endpoint("127.0.0.1", 1099),
        new Secret("x".repeat(4_000)),
        new Order.Job("x.Job", Instant.EPOCH, 0, List.of(), List.of(), "UTC", "en", "UTF-8"),
        new Order.Code("r", jars, List.of("x.Entity"), true, null, List.of(), 0, List.of()),
        new Order.Database("jdbc:postgresql://localhost/x", "u", new Secret("p")),
        new Order.Settings(2, 0, 4, 3_600_000, 0, 0, 100_000, 1_000, 1_000),
        new Order.ChunkSpec(0, 1, null, new Order.Range("Long", "1", "50000", true), null));
  }
}
