package dev.foray.runner.boot;

import dev.foray.launch.RunnerLaunch;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Order;
import dev.foray.runner.boot.jobs.Deed;
import dev.foray.transport.TestCluster;
import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** How this module's tests start runners, on the class path of the tests. */
final class Runners {
  /** None lives long enough to be worth more. */
  private static final String COMPILED_ONCE = "-XX:TieredStopAtLevel=1";

  static final TestCluster CLUSTER = new TestCluster();

  private Runners() {}

  static RunnerLaunch launch(Path workDirectory) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<Path> classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();
    return new RunnerLaunch(java, classPath, workDirectory);
  }

  static Order order(String jobClass, Deed deed, Order.Database database, Endpoint master) {
    return order(H2Ledger.CHUNK, jobClass, deed, database, master, List.of());
  }

  static Order order(
      AttemptId attempt,
      String jobClass,
      Deed deed,
      Order.Database database,
      Endpoint master,
      List<String> jvmOptions) {
    List<String> options = Stream.concat(Stream.of(COMPILED_ONCE), jvmOptions.stream()).toList();
    return new Order(
        attempt,
        1,
        master,
        CLUSTER.of(attempt),
        new Order.Job(
            jobClass,
            Instant.EPOCH,
            0,
            List.of(new NamedText("does", deed.name())),
            List.of(),
            "UTC",
            "en",
            "UTF-8"),
        new Order.Code("r", List.of(), List.of(), false, null, List.of(), 64, options),
        database,
        new Order.Settings(2, 0, 4, 60_000, 0, 0, 1_000, 100, 100),
        new Order.ChunkSpec(0, 1, null, null, null));
  }
}
