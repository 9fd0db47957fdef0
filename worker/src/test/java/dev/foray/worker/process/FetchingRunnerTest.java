package dev.foray.worker.process;

import static dev.foray.worker.SampleOrders.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.launch.RunnerExit;
import dev.foray.protocol.InMap;
import dev.foray.protocol.Order;
import dev.foray.worker.SampleOrders;
import dev.foray.worker.code.JarCache;
import dev.foray.worker.code.JarSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an attempt is while its code is on its way. */
class FetchingRunnerTest {
  @TempDir Path directory;

  private final List<Integer> exits = new ArrayList<>();
  private final Order order = SampleOrders.of(attempt(1), List.of(), Duration.ofHours(1));
  private final FetchingRunner runner = new FetchingRunner();
  private JarCache cache;

  @BeforeEach
  void open() throws IOException {
    cache = new JarCache(directory, 1_000, JarSource.NONE);
    runner.whenEnded(exits::add);
  }

  @AfterEach
  void close() {
    cache.close();
  }

  @Test
  void onceItsCodeIsHereItIsTheForkedOne() {
    Forked forked = new Forked();

    assertThat(runner.pid()).isZero();
    assertThat(runner.logTail(100)).isEmpty();
    assertThat(runner.stacks(Duration.ZERO)).contains("its code is being fetched");
    runner.fork(() -> cache.place(order), code -> forked);

    assertThat(runner.pid()).isEqualTo(7);
    assertThat(runner.logTail(100)).isEqualTo("said");
    assertThat(exits).isEmpty();
    runner.kill();
    assertThat(exits).containsExactly(1);
  }

  @Test
  void attemptWhoseCodeDoesNotComeEndsAndTheJobIsNotToBlame() {
    runner.fork(
        () -> {
          throw new IOException("job.jar does not verify");
        },
        code -> new Forked());

    assertThat(exits).containsExactly(RunnerExit.INFRASTRUCTURE.code());
    assertThat(runner.logTail(100)).contains("its code was not here", "job.jar does not verify");
  }

  @Test
  void attemptThatIsKilledBeforeItsCodeIsHereIsNeverForked() {
    runner.kill();
    runner.fork(
        () -> cache.place(order),
        code -> {
          throw new AssertionError("forked");
        });

    assertThat(exits).containsExactly(137);
  }

  private static final class Forked implements Runner {
    private final List<IntConsumer> waiting = new ArrayList<>();

    @Override
    public long pid() {
      return 7;
    }

    @Override
    public void whenEnded(IntConsumer exit) {
      waiting.add(exit);
    }

    @Override
    public String logTail(int mostCharacters) {
      return "said";
    }

    @Override
    public InMap inMap() {
      return InMap.NONE;
    }

    @Override
    public String stacks(Duration longest) {
      return "";
    }

    @Override
    public void kill() {
      waiting.forEach(exit -> exit.accept(1));
    }
  }
}
