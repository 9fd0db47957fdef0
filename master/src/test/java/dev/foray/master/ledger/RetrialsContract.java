package dev.foray.master.ledger;

import static dev.foray.master.ledger.LedgerRig.NOW;
import static dev.foray.master.ledger.LedgerRig.atOnce;
import static dev.foray.master.ledger.LedgerRig.threw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.InMap;
import dev.foray.protocol.JobAdmin.Setting;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.LogAdmin.SkippedPair;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Order;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every ledger does with jobs that run again, and with the pairs that fail. */
interface RetrialsContract {
  Retrials.Changes NONE = new Retrials.Changes(null, List.of(), List.of());

  LedgerRig rig();

  @Test
  default void failedChunksAreReadyAgainAndCountAnew() throws SQLException {
    JobId job = rig().running(3, 1);
    AttemptId attempt = rig().dispatchFirst(job);
    assertThat(rig().ledger().chunks().fail(attempt, threw("boom"), NOW)).isTrue();
    fail(job);

    assertThat(rig().ledger().retrials().retryFailed(job, NONE)).isTrue();
    assertThat(rig().ledger().retrials().retryFailed(job, NONE)).isFalse();
    Job again = rig().ledger().jobs().find(job).orElseThrow();
    assertThat(again.state()).isEqualTo(JobState.RUNNING);
    assertThat(again.failure()).isNull();
    assertThat(again.endedAt()).isNull();
    assertThat(rig().ledger().chunks().find(job, 0).orElseThrow().state())
        .isEqualTo(ChunkState.DONE);
    Chunk chunk = rig().ledger().chunks().find(job, 1).orElseThrow();
    assertThat(chunk.state()).isEqualTo(ChunkState.READY);
    assertThat(chunk.failures()).isZero();
    assertThat(chunk.retriedAfter()).isEqualTo(1);
    assertThat(rig().dispatchFirst(job)).isEqualTo(AttemptId.ofChunk(job, 1, 2));
  }

  @Test
  default void ofEightThatRetryOneDoes() throws Exception {
    JobId job = rig().running(1);
    fail(job);
    assertThat(atOnce(8, () -> rig().ledger().retrials().retryFailed(job, NONE)))
        .containsOnlyOnce(true);
  }

  @Test
  default void aJobThatFailedInItsPlanIsPlannedAgain() {
    Job job = rig().accepted();
    assertThat(rig().ledger().jobs().beginPlan(job, NOW)).isPresent();
    rig().ledger().jobs().move(job.id(), JobState.PLANNING, JobState.FAILED, "no plan", NOW);

    assertThat(rig().ledger().retrials().retryFailed(job.id(), NONE)).isTrue();
    Job again = rig().ledger().jobs().find(job.id()).orElseThrow();
    assertThat(again.state()).isEqualTo(JobState.ACCEPTED);
    assertThat(rig().ledger().jobs().beginPlan(again, NOW)).contains(AttemptId.ofPlan(job.id(), 2));
  }

  @Test
  default void codeParametersAndSettingsCanBeOtherThanBefore() throws SQLException {
    JobId job = rig().running(1);
    fail(job);
    Release other =
        new Release("r2", NOW, List.of(), List.of("com.example.First"), List.of(), false);
    rig().ledger().releases().add(other);
    Retrials.Changes changes =
        new Retrials.Changes(
            "r2",
            List.of(new NamedText("since", "2027-01-01"), new NamedText("new", "x")),
            List.of(new Setting("attempts", "9", "command line")));
    assertThat(rig().ledger().retrials().retryFailed(job, changes)).isTrue();
    Job again = rig().ledger().jobs().find(job).orElseThrow();
    assertThat(again.release()).isEqualTo("r2");
    assertThat(again.parameters())
        .containsExactlyInAnyOrder(new NamedText("since", "2027-01-01"), new NamedText("new", "x"));
    assertThat(again.settings())
        .containsExactlyInAnyOrder(
            new Setting("attempts", "9", "command line"),
            new Setting("attempts", "5", "configuration"));
  }

  @Test
  default void onlyChunksThatHaveSetPairsAsideRunThem() throws SQLException {
    JobId job = rig().running(3, 0);
    for (int chunk = 0; chunk < 3; chunk++) {
      AttemptId attempt = rig().dispatchFirst(job);
      rig().runner().fence(attempt, 9);
      if (chunk == 1) {
        rig().runner().skip(attempt, 0, "k\u00fcy", "boom");
        rig().runner().skip(attempt, 1, "key 2", "boom");
      }
      rig().runner().commit();
    }
    assertThat(rig().ledger().retrials().retrySetAside(job, NONE)).isFalse();
    succeed(job);
    assertThat(rig().ledger().skipped().page(job, 1, 10))
        .containsExactly(new SkippedPair(1, 1, "key 2", "boom"));

    assertThat(rig().ledger().retrials().retryFailed(job, NONE)).isFalse();
    assertThat(rig().ledger().retrials().retrySetAside(job, NONE)).isTrue();
    assertThat(rig().ledger().retrials().retrySetAside(job, NONE)).isFalse();
    assertThat(rig().ledger().chunks().counts(job).ready()).isEqualTo(1);
    Chunk chunk = rig().ledger().chunks().find(job, 1).orElseThrow();
    assertThat(chunk.state()).isEqualTo(ChunkState.READY);
    assertThat(rig().ledger().suspects().care(chunk))
        .isEqualTo(new Order.Care(false, List.of(), true));
    assertThat(rig().dispatchFirst(job)).isEqualTo(AttemptId.ofChunk(job, 1, 2));
  }

  @Test
  default void aJobThatRunsAgainCanFailAndBeCancelledThoughItHasFinishedBefore()
      throws SQLException {
    JobId job = rig().running(1, 1);
    succeed(job);
    rig().runner().skip(AttemptId.ofChunk(job, 0, 1), 0, "key", "boom");
    rig().runner().execute("update foray.chunk set done_by = 0 where job_id = " + job.number());
    rig().runner().commit();
    assertThat(rig().ledger().retrials().retrySetAside(job, NONE)).isTrue();
    assertThat(rig().ledger().jobs().move(job, JobState.RUNNING, JobState.FAILED, "why", NOW))
        .isTrue();
  }

  @Test
  default void pairsInMapAtADeathAreSuspectsUntilTheCodeIsOther() throws SQLException {
    JobId job = rig().running(1);
    AttemptId first = rig().dispatchFirst(job);
    Suspects suspects = rig().ledger().suspects();
    suspects.note(first, new InMap(List.of("a", "b\0"), false), "exit code 3");
    suspects.note(first, new InMap(List.of("b\0", "a"), false), "exit code 3");
    rig().ledger().chunks().giveBack(first, died(), null, NOW);
    assertThat(suspects.care(rig().ledger().chunks().find(job, 0).orElseThrow()))
        .isEqualTo(
            new Order.Care(
                true,
                List.of(new Order.Suspect("a", null), new Order.Suspect("b\uFFFD", null)),
                false));

    AttemptId second = rig().dispatchFirst(job);
    suspects.note(second, new InMap(List.of("a"), true), "SIGKILL");
    suspects.note(second, new InMap(List.of("c"), false), "SIGKILL");
    rig().ledger().chunks().fail(second, died(), NOW);
    assertThat(suspects.care(rig().ledger().chunks().find(job, 0).orElseThrow()).suspects())
        .containsExactly(
            new Order.Suspect("a", "SIGKILL"),
            new Order.Suspect("b\uFFFD", null),
            new Order.Suspect("c", null));

    fail(job);
    rig().ledger().retrials().retryFailed(job, NONE);
    assertThat(suspects.care(rig().ledger().chunks().find(job, 0).orElseThrow()).suspects())
        .hasSize(3);
    fail(job);
    Retrials.Changes otherCode =
        new Retrials.Changes(null, List.of(new NamedText("mended", "yes")), List.of());
    rig().ledger().retrials().retryFailed(job, otherCode);
    assertThat(suspects.care(rig().ledger().chunks().find(job, 0).orElseThrow()))
        .isEqualTo(Order.Care.NONE);
  }

  @Test
  default void noMoreThan32PairsOfAChunkAreSuspects() throws SQLException {
    JobId job = rig().running(1);
    AttemptId attempt = rig().dispatchFirst(job);
    for (int i = 0; i < 40; i++) {
      rig().ledger().suspects().note(attempt, new InMap(List.of("key " + i), false), "x");
    }
    rig().ledger().chunks().giveBack(attempt, died(), null, NOW);
    Chunk chunk = rig().ledger().chunks().find(job, 0).orElseThrow();
    assertThat(rig().ledger().suspects().care(chunk).suspects()).hasSize(32);
  }

  @Test
  default void attemptsBeforeTheRetryDoNotMakeItHopeless() throws SQLException {
    JobId job = rig().running(1);
    for (int i = 0; i < 5; i++) {
      rig().ledger().chunks().giveBack(rig().dispatchFirst(job), threw("boom"), null, NOW);
    }
    assertThat(rig().ledger().attempts().firstEnded(job, 5)).hasSize(5);
    fail(job);
    rig().ledger().retrials().retryFailed(job, NONE);
    assertThat(rig().ledger().attempts().firstEnded(job, 5)).isEmpty();
    AttemptId next = rig().dispatchFirst(job);
    rig().ledger().chunks().giveBack(next, threw("boom"), null, NOW);
    assertThat(rig().ledger().attempts().firstEnded(job, 5))
        .extracting(Attempt::id)
        .isEqualTo(Collections.singletonList(next));
  }

  private void fail(JobId job) {
    assertThat(rig().ledger().jobs().move(job, JobState.RUNNING, JobState.FAILED, "why", NOW))
        .isTrue();
  }

  private void succeed(JobId job) throws SQLException {
    assertThat(rig().ledger().jobs().move(job, JobState.RUNNING, JobState.FINISHING, null, NOW))
        .isTrue();
    rig().runner().execute("update foray.job set finished_by = 1 where id = " + job.number());
    rig().runner().commit();
    assertThat(rig().ledger().jobs().move(job, JobState.FINISHING, JobState.SUCCEEDED, null, NOW))
        .isTrue();
  }

  private static AttemptOutcome died() {
    return new AttemptOutcome(AttemptState.FAILED, FailureKind.RUNNER_DIED, null, 137);
  }
}
