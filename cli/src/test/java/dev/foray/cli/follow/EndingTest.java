package dev.foray.cli.follow;

import static dev.foray.cli.follow.JobDraft.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.cli.screen.Hint;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobAdmin.DryRun;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobAdmin.TriedPair;
import dev.foray.protocol.JobState;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndingTest {
  private static final Hint HINT = new Hint("--data-dir x", true);

  @Test
  void successTellsWhatWasDone() {
    JobSummary job =
        job(JobState.SUCCEEDED)
            .chunks(34, 34, 0)
            .pairs(135_233, 135_233, 196_041, 140_002, 0)
            .counter("words", 196_041)
            .counter("empty names", 3)
            .endedAfter(41)
            .summary();

    assertThat(new Ending(job, HINT).lines())
        .containsExactly(
            "job-17 SUCCEEDED in 41 s",
            "  chunks     34 done",
            "  pairs      135,233 read, 135,233 mapped, 196,041 emitted, 140,002 written",
            "  counters   words 196,041",
            "             empty names 3");
    assertThat(new Ending(job, HINT).exitCode()).isEqualTo(ExitCode.SUCCEEDED);
  }

  @Test
  void planOfNoChunksIsSaidToBeOne() {
    JobSummary job = job(JobState.SUCCEEDED).chunks(0, 0, 0).endedAfter(2).summary();

    assertThat(new Ending(job, HINT).lines())
        .containsExactly(
            "job-17 SUCCEEDED in 2.0 s: its plan gave 0 chunks, there was nothing to do");
  }

  @Test
  void failedChunksAreNamedWithTheCommandThatShowsWhy() {
    JobSummary job =
        job(JobState.FAILED)
            .chunks(34, 32, 0)
            .failedChunk(3, 4, FailureKind.USER_CODE, "java.lang.IllegalStateException: boom\n at")
            .failedChunk(9, 4, FailureKind.RUNNER_DIED, "exit code 137")
            .because("2 of 34 chunks are out of attempts")
            .endedAfter(75)
            .summary();

    assertThat(new Ending(job, HINT).lines())
        .containsExactly(
            "job-17 FAILED after 75 s: 2 of 34 chunks are out of attempts",
            "  chunks     32 done, 2 failed",
            "  failed     job-17.chunk-3.attempt-4 USER_CODE: java.lang.IllegalStateException: boom",
            "             its log: master logs job-17.chunk-3 --data-dir x",
            "             job-17.chunk-9.attempt-4 RUNNER_DIED: exit code 137",
            "             its log: master logs job-17.chunk-9 --data-dir x");
    assertThat(new Ending(job, HINT).exitCode()).isEqualTo(ExitCode.JOB_FAILED);
  }

  @Test
  void ofManyFailedChunksTheFirstAreNamed() {
    JobDraft draft = job(JobState.FAILED).chunks(2_000, 0, 0);
    for (int chunk = 0; chunk < 100; chunk++) {
      draft.failedChunk(chunk, 4, FailureKind.USER_CODE, "boom");
    }

    assertThat(new Ending(draft.failed(1_200).summary(), HINT).lines())
        .last()
        .isEqualTo("             and 1,195 more: master chunks job-17 --state FAILED --data-dir x");
  }

  @Test
  void dryRunTellsWhatTheJobInEarnestWouldDo() {
    DryRun dryRun =
        new DryRun(200, 3_200L, 4, 160L, 200_000L, List.of(new TriedPair(0, "de", "4160")));
    JobSummary job =
        job(JobState.SUCCEEDED)
            .chunks(5, 5, 0)
            .pairs(9, 9, 9, 5_000, 0)
            .dryRun(dryRun)
            .endedAfter(30)
            .summary();

    assertThat(new Ending(job, HINT).lines())
        .containsExactly(
            "job-17 SUCCEEDED in 30 s: a dry run, everything is rolled back",
            "  chunks     5 done",
            "  pairs      9 read, 9 mapped, 9 emitted, 5,000 written",
            "  writes     de = 4160",
            "  a chunk    lasts 3.2 s on average",
            "  in all     about 200,000 pairs would be written by 200 chunks in about 2 min 40 s,"
                + " 4 at once");
  }

  @Test
  void dryRunBeforeItsFirstChunkEstimatesNothing() {
    JobSummary job =
        job(JobState.RUNNING)
            .chunks(5, 0, 1)
            .dryRun(new DryRun(200, null, 4, null, null, List.of()))
            .summary();

    assertThat(new Ending(job, HINT).lines())
        .containsExactly("job-17 runs: 5 chunks", "  chunks     1 running, 4 ready");
  }

  @Test
  void failedPlanPointsToItsLog() {
    JobSummary job = job(JobState.FAILED).because("plan threw").endedAfter(3).summary();

    assertThat(new Ending(job, HINT).lines())
        .containsExactly(
            "job-17 FAILED after 3.0 s: plan threw",
            "  failed     its log: master logs job-17.plan --data-dir x");
  }

  @Test
  void failedFinishPointsToItsLog() {
    JobSummary job = job(JobState.FAILED).chunks(2, 2, 0).because("finish threw").summary();

    assertThat(new Ending(job, HINT).lines())
        .last()
        .isEqualTo("  failed     its log: master logs job-17.finish --data-dir x");
  }

  @Test
  void cancelledJobTellsWhatHadBeenCommitted() {
    JobSummary job =
        job(JobState.CANCELLED).chunks(34, 12, 0).cancelled(22).because("asked by ada").summary();

    assertThat(new Ending(job, HINT).lines()).contains("  chunks     12 done, 22 cancelled");
    assertThat(new Ending(job, HINT).exitCode()).isEqualTo(ExitCode.CANCELLED);
  }

  @Test
  void hintStartsTheMasterWhereItIsGoneByThen() {
    assertThat(new Hint("--data-dir x", false).of("logs", "job-1.plan"))
        .isEqualTo("master logs job-1.plan --data-dir x (after master start --data-dir x)");
  }
}
