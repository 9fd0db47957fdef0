package dev.foray.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.WorkerDesk.BootStep;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BootStepsTest {
  private static final long SECOND = 1_000_000_000;

  private final AtomicLong clock = new AtomicLong(7 * SECOND);
  private final BootSteps steps = new BootSteps(clock::get);

  @Test
  void agesOfWhatTheMachineDidAndOfWhatTheWorkerDoesAreOfOneClock() {
    steps.done("the worker runs");
    clock.addAndGet(SECOND);
    steps.read(
        List.of("0 the kernel runs", "12.25 the jars are here", "nonsense", "13"), "20.50 31.07\n");
    clock.addAndGet(2 * SECOND);

    assertThat(steps.all())
        .containsExactly(
            new BootStep("the kernel runs", 22_500),
            new BootStep("the jars are here", 10_250),
            new BootStep("the worker runs", 3_000));
  }

  @Test
  void fileThatIsNotThereCostsNothingElse() {
    steps.read(Path.of("nowhere", "steps"));
    steps.done("the worker runs");

    assertThat(steps.all()).containsExactly(new BootStep("the worker runs", 0));
  }
}
