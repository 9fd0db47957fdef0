package dev.foray.master.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Progress;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final JobId JOB = new JobId(1);
  private static final AttemptId FIRST = AttemptId.ofChunk(JOB, 0, 1);
  private static final AttemptId SECOND = AttemptId.ofChunk(JOB, 1, 1);

  private final AtomicLong nanos = new AtomicLong(100_000_000_000L);
  private final Pace pace = new Pace(nanos::get);

  @Test
  void speedIsWhatWasMappedBetweenReportsOverTheTimeThatHasPassed() {
    pace.note(FIRST, mapped(100));
    passSeconds(1);
    pace.note(FIRST, mapped(300));

    assertThat(pace.pairsPerSecond(JOB)).isEqualTo(150);
  }

  @Test
  void speedFadesWhenNothingIsReported() {
    pace.note(FIRST, mapped(1_000));
    passSeconds(9);
    assertThat(pace.pairsPerSecond(JOB)).isEqualTo(100);

    passSeconds(1);
    assertThat(pace.pairsPerSecond(JOB)).isZero();
  }

  @Test
  void runningIsTheSumOfAttemptsThatHaveNotEnded() {
    pace.note(FIRST, mapped(10));
    pace.note(SECOND, mapped(5));
    pace.forget(FIRST);

    assertThat(pace.running(JOB).pairsMapped()).isEqualTo(5);
    assertThat(pace.of(FIRST)).isEqualTo(Progress.NONE);
  }

  private void passSeconds(int seconds) {
    nanos.addAndGet(seconds * 1_000_000_000L);
  }

  private static Progress mapped(long pairs) {
    return new Progress(pairs, pairs, 0, 0, 0);
  }
}
