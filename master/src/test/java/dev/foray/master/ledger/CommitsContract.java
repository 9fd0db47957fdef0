package dev.foray.master.ledger;

import static dev.foray.master.ledger.LedgerRig.NOW;
import static dev.foray.master.ledger.LedgerRig.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.DatabaseSession;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Phases;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every ledger does with many chunks at one time. */
interface CommitsContract {
  LedgerRig rig();

  @Test
  default void chunksAreHandedOutTogetherAndTheOneThatHasMovedIsLeftOut() throws SQLException {
    JobId job = rig().running(3);
    List<Chunk> ready = rig().ledger().chunks().ready(job, NOW, 3);
    assertThat(rig().ledger().chunks().dispatch(ready.get(1), "r1", "worker-1", NOW)).isPresent();
    List<Handout> all = ready.stream().map(chunk -> new Handout(chunk, "worker-2")).toList();

    List<Handout> out = rig().ledger().chunks().dispatch(all, "r1", NOW);

    assertThat(out).containsExactly(all.get(0), all.get(2));
    assertThat(rig().ledger().attempts().find(all.get(0).attempt()).orElseThrow())
        .satisfies(
            row -> {
              assertThat(row.state()).isEqualTo(AttemptState.STARTING);
              assertThat(row.worker()).isEqualTo("worker-2");
              assertThat(row.release()).isEqualTo("r1");
              assertThat(row.dispatchedAt()).isEqualTo(NOW);
            });
    assertThat(rig().ledger().attempts().find(all.get(1).attempt()).orElseThrow().worker())
        .isEqualTo("worker-1");
    assertThat(rig().ledger().chunks().counts(job).running()).isEqualTo(3);
  }

  @Test
  default void noneOfAPausedJobIsHandedOut() throws SQLException {
    JobId job = rig().running(2);
    List<Handout> all =
        rig().ledger().chunks().ready(job, NOW, 2).stream()
            .map(chunk -> new Handout(chunk, "worker-1"))
            .toList();
    rig().ledger().steering().pause(job, "ann", NOW);

    assertThat(rig().ledger().chunks().dispatch(all, "r1", NOW)).isEmpty();
    assertThat(rig().ledger().chunks().counts(job).ready()).isEqualTo(2);
  }

  @Test
  default void theEndOfAnAttemptIsEnteredOnceItsChunkIsDoneByIt() throws SQLException {
    JobId job = rig().running(1);
    AttemptId attempt = rig().dispatchFirst(job);
    Commits commits = rig().ledger().commits();
    assertThat(commits.enter(attempt, 0, null, NOW)).isEmpty();
    assertThat(rig().ledger().attempts().find(attempt).orElseThrow().state())
        .isEqualTo(AttemptState.STARTING);

    done(attempt);
    Instant end = NOW.plusSeconds(7);
    Commits.Entry entry = commits.enter(attempt, 0, new Phases(1, 2, 3, 4), end).orElseThrow();
    assertThat(entry.isNew()).isTrue();
    assertThat(entry.chunk().state()).isEqualTo(ChunkState.DONE);
    assertThat(rig().ledger().attempts().find(attempt).orElseThrow())
        .satisfies(
            row -> {
              assertThat(row.state()).isEqualTo(AttemptState.SUCCEEDED);
              assertThat(row.endedAt()).isEqualTo(end);
              assertThat(row.exitCode()).isEqualTo(0);
              assertThat(row.phases()).isEqualTo(new Phases(1, 2, 3, 4));
            });
    assertThat(commits.enter(attempt, 9, null, end.plusSeconds(1)).orElseThrow().isNew()).isFalse();
    assertThat(rig().ledger().attempts().find(attempt).orElseThrow().exitCode()).isEqualTo(0);
  }

  @Test
  default void ofManyEndsAtOneTimeEachIsEnteredOnce() throws Exception {
    JobId job = rig().running(30);
    JobId other = rig().running(10);
    Queue<AttemptId> told = new ConcurrentLinkedQueue<>();
    for (JobId of : List.of(job, other)) {
      List<Handout> all =
          rig().ledger().chunks().ready(of, NOW, 30).stream()
              .map(chunk -> new Handout(chunk, "worker-1"))
              .toList();
      for (Handout out : rig().ledger().chunks().dispatch(all, "r1", NOW)) {
        if (out.chunk().index() % 3 != 0) {
          done(out.attempt());
        }
        told.add(out.attempt());
        told.add(out.attempt()); // By its runner, and by its worker.
      }
    }
    Queue<AttemptId> entered = new ConcurrentLinkedQueue<>();
    List<Boolean> over =
        atOnce(
            8,
            () -> {
              for (AttemptId attempt; (attempt = told.poll()) != null; ) {
                AttemptId one = attempt;
                rig()
                    .ledger()
                    .commits()
                    .enter(one, null, null, NOW)
                    .filter(Commits.Entry::isNew)
                    .ifPresent(entry -> entered.add(one));
              }
              return true;
            });

    assertThat(over).hasSize(8);
    assertThat(entered).hasSize(20 + 6).doesNotHaveDuplicates();
    assertThat(
            rig().ledger().attempts().alive().stream()
                .filter(row -> row.id().job().equals(job) || row.id().job().equals(other))
                .map(row -> row.id().chunk() % 3)
                .collect(Collectors.toSet()))
        .containsExactly(0);
  }

  @Test
  default void ofManyStartsAtOneTimeEachIsEntered() throws Exception {
    JobId job = rig().running(20);
    List<Handout> all =
        rig().ledger().chunks().ready(job, NOW, 20).stream()
            .map(chunk -> new Handout(chunk, "worker-1"))
            .toList();
    Queue<Handout> out =
        new ConcurrentLinkedQueue<>(rig().ledger().chunks().dispatch(all, "r1", NOW));
    List<Boolean> over =
        atOnce(
            8,
            () -> {
              boolean entered = true;
              for (Handout one; (one = out.poll()) != null; ) {
                DatabaseSession session = new DatabaseSession(100 + one.chunk().index(), NOW);
                entered &= rig().ledger().attempts().started(one.attempt(), session, NOW);
                entered &= !rig().ledger().attempts().started(one.attempt(), session, NOW);
              }
              return entered;
            });

    assertThat(over).containsOnly(true);
    for (Handout one : all) {
      Attempt row = rig().ledger().attempts().find(one.attempt()).orElseThrow();
      assertThat(row.state()).isEqualTo(AttemptState.RUNNING);
      assertThat(row.session()).isEqualTo(new DatabaseSession(100 + one.chunk().index(), NOW));
    }
  }

  @Test
  default void ofManyAttemptsThatAreAskedForAtOneTimeThoseThatHaveNotEndedAreAlive()
      throws Exception {
    JobId job = rig().running(12);
    AttemptId plan = AttemptId.ofPlan(job, 1);
    Queue<AttemptId> asked = new ConcurrentLinkedQueue<>(List.of(plan));
    for (int chunk = 0; chunk < 12; chunk++) {
      AttemptId attempt = rig().dispatchFirst(job);
      if (chunk % 2 == 1) {
        rig().ledger().chunks().fail(attempt, LedgerRig.threw("boom"), NOW);
      }
      asked.add(attempt);
      asked.add(AttemptId.ofChunk(job, chunk, 2)); // There is none yet.
    }
    Queue<AttemptId> alive = new ConcurrentLinkedQueue<>();
    List<Boolean> over =
        atOnce(
            8,
            () -> {
              for (AttemptId one; (one = asked.poll()) != null; ) {
                if (rig().ledger().attempts().isAlive(one)) {
                  alive.add(one);
                }
              }
              return true;
            });

    assertThat(over).hasSize(8);
    assertThat(alive).extracting(AttemptId::chunk).containsExactlyInAnyOrder(0, 2, 4, 6, 8, 10);
    assertThat(alive).extracting(AttemptId::number).containsOnly(1);
  }

  private void done(AttemptId attempt) throws SQLException {
    assertThat(rig().runner().fence(attempt, 1)).isTrue();
    rig().runner().commit();
  }
}
