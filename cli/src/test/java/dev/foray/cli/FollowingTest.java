package dev.foray.cli;

import static dev.foray.cli.follow.JobDraft.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How {@code master wait} follows a job. */
class FollowingTest extends AtFakeMaster {
  private static final JobSummary HALFWAY =
      job(JobState.RUNNING).chunks(34, 17, 4).speed(100, 35).nodes(1).summary();
  private static final JobSummary ENDED =
      job(JobState.SUCCEEDED).chunks(34, 34, 0).endedAfter(70).summary();

  @Test
  void withoutATerminalALineIsWrittenEachTenSeconds() {
    for (int halfSeconds = 0; halfSeconds < 50; halfSeconds++) {
      master.tell(HALFWAY);
    }
    master.tell(ENDED);

    assertThat(typist.types("wait", "17")).isZero();
    assertThat(typist.reads())
        .isEqualTo(
            """
            job-17 runs: 34 chunks
            job-17 17/34 chunks, 4 running, 100 pairs/s, 35 s left, 1 node
            job-17 17/34 chunks, 4 running, 100 pairs/s, 35 s left, 1 node
            job-17 SUCCEEDED in 70 s
              chunks     34 done
            """);
  }

  @Test
  void jobThatHasEndedIsReportedAtOnce() {
    master.tell(job(JobState.CANCELLED).chunks(3, 1, 0).cancelled(2).endedAfter(5).summary());

    assertThat(typist.types("wait", "job-17")).isEqualTo(4);
    assertThat(typist.reads())
        .isEqualTo("job-17 CANCELLED after 5.0 s\n  chunks     1 done, 2 cancelled\n");
  }

  @Test
  void masterThatComesBackElsewhereIsFoundAgain() {
    master.tell(HALFWAY, HALFWAY, ENDED);
    typist.pace.then(master::close).then(() -> {}).then(() -> {}).then(this::openAgain);

    assertThat(typist.types("wait", "17")).isZero();
    assertThat(typist.complaint())
        .isEqualTo(
            """
            The Master does not answer; asking it about job-17 again for 2 min 00 s
            The Master answers again
            """);
    assertThat(typist.reads()).contains("job-17 SUCCEEDED");
  }

  @Test
  void masterThatStaysAwayEndsTheWait() {
    master.tell(HALFWAY);
    typist.pace.then(master::close);
    Duration begin = typist.pace.now();

    assertThat(typist.types("wait", "17")).isEqualTo(3);
    assertThat(typist.complaint())
        .contains("No Master answers at 127.0.0.1:")
        .endsWith("start one with `master start`, or say where it is with --master host:port.\n");
    assertThat(typist.pace.now().minus(begin))
        .isBetween(Duration.ofMinutes(2), Duration.ofMinutes(3));
  }

  @Test
  void whatAJobWaitsForIsSaidWhenItChangesButNotTooOften() {
    for (int halfSeconds = 0; halfSeconds < 50; halfSeconds++) {
      master.tell(job(JobState.RUNNING).chunks(9, 0, 0).waiting("reason " + halfSeconds).summary());
    }
    master.tell(ENDED);

    typist.types("wait", "17");

    assertThat(typist.reads().lines().filter(line -> line.contains("reason")))
        .containsExactly("  reason 0", "  reason 20", "  reason 40");
  }

  private void openAgain() {
    try {
      master.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
