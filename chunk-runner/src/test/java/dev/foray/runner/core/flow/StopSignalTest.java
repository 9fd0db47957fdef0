package dev.foray.runner.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StopSignalTest {
  private final StopSignal stop = new StopSignal();

  @Test
  void theFirstFailureIsTheReasonAndLaterOnesAreKept() {
    IllegalStateException first = new IllegalStateException("first");
    stop.because(first);
    stop.because(new IllegalStateException("second"));
    stop.because(first);
    assertThat(stop.reason()).isSameAs(first);
    assertThat(first.getSuppressed()).extracting(Throwable::getMessage).containsExactly("second");
  }

  @Test
  void whoNoticesTheSignalGivesNoReasonOfItsOwn() {
    stop.because(new IllegalStateException("first"));
    try {
      stop.check();
    } catch (StopSignal.Stopped e) {
      stop.because(e);
    }
    assertThat(stop.reason()).hasMessage("first").hasNoSuppressedExceptions();
  }

  @Test
  void actionsRunAtTheSignalAndAtOnceAfterIt() {
    List<String> ran = new ArrayList<>();
    stop.onStop(() -> ran.add("before"));
    assertThat(ran).isEmpty();
    stop.because(new IllegalStateException());
    stop.onStop(() -> ran.add("after"));
    assertThat(ran).containsExactly("before", "after");
  }

  @Test
  void waitingEndsWithTheSignalOrTheLimit() throws InterruptedException {
    assertThat(stop.await(Duration.ofMillis(1))).isFalse();
    stop.because(new IllegalStateException());
    assertThat(stop.await(Duration.ofHours(1))).isTrue();
    assertThatThrownBy(stop::check).isInstanceOf(StopSignal.Stopped.class);
  }
}
