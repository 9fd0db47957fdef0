package dev.foray.runner.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.Phases;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PhaseTimesTest {
  private final AtomicLong now = new AtomicLong();
  private final PhaseTimes times = new PhaseTimes(now::get);

  @Test
  void whatAThreadWaitsForDoesNotCount() {
    Stopwatch read = times.watch(Phase.READ);
    read.run();
    pass(30);
    read.stop();
    pass(1_000);
    read.run();
    pass(4);
    read.stop();
    assertThat(times.phases()).isEqualTo(new Phases(34, 0, 0, 0));
  }

  @Test
  void threadsOfOnePhaseAddUp() {
    Stopwatch one = times.watch(Phase.MAP);
    Stopwatch other = times.watch(Phase.MAP);
    one.run();
    other.run();
    pass(10);
    one.stop();
    pass(5);
    other.stop();
    assertThat(times.phases()).isEqualTo(new Phases(0, 25, 0, 0));
  }

  @Test
  void whatIsAtWorkIsSeenBeforeItEnds() {
    times.watch(Phase.COMMIT).run();
    pass(7);
    assertThat(times.phases()).isEqualTo(new Phases(0, 0, 0, 7));
  }

  private void pass(long millis) {
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
