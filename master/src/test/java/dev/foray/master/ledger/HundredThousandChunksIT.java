package dev.foray.master.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobAdmin.NamedCount;
import dev.foray.protocol.JobId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The questions that the stages and the CLI ask all the time stay cheap on a large job; on H2,
 * {@link H2PlansTest}.
 */
class HundredThousandChunksIT {
  private static final int CHUNKS = 100_000;
  private static final int ROUNDS = 10;
  private static final int QUESTIONS = 20;

  @Test
  void areCountedAndReadQuicklyOnPostgres() throws Exception {
    try (LedgerRig rig = LedgerRig.open(PostgresServer.freshAddress())) {
      JobId job = rig.running(CHUNKS, CHUNKS / 2);
      Chunks chunks = rig.ledger().chunks();
      assertThat(chunks.counts(job).done()).isEqualTo(CHUNKS / 2);
      assertThat(fastest(rig, job, () -> chunks.counts(job))).isLessThan(Duration.ofMillis(200));
      assertThat(fastest(rig, job, () -> chunks.ready(job, LedgerRig.NOW, 100)))
          .isLessThan(Duration.ofMillis(50));
      assertThat(fastest(rig, job, () -> rig.ledger().attempts().firstEnded(job, 5)))
          .isLessThan(Duration.ofMillis(50));
      assertThat(fastest(rig, job, () -> chunks.page(job, CHUNKS / 2, 100, null)))
          .isLessThan(Duration.ofMillis(50));
      assertThat(
              fastest(
                  rig, job, () -> rig.ledger().attempts().lastOfPage(job, CHUNKS / 2, 100, null)))
          .isLessThan(Duration.ofMillis(50));
    }
  }

  /** As many as may have one. */
  @Test
  void thoseWithTurnsAreSortedQuicklyOnPostgres() throws Exception {
    try (LedgerRig rig = LedgerRig.open(PostgresServer.freshAddress())) {
      JobId job = rig.running(CHUNKS / 10);
      rig.runner().turn(job);
      Job planned = rig.ledger().jobs().find(job).orElseThrow();
      assertThat(fastest(rig, job, () -> rig.ledger().chunks().next(planned, LedgerRig.NOW, 100)))
          .isLessThan(Duration.ofMillis(50));
    }
  }

  @Test
  void countsReadOnlyWhatMayHaveMovedOnPostgres() throws Exception {
    LedgerAddress address = PostgresServer.freshAddress();
    try (LedgerRig rig = LedgerRig.open(address)) {
      JobId job = rig.running(CHUNKS, CHUNKS / 2);
      Chunks chunks = rig.ledger().chunks();
      rig.dispatchFirst(job);
      chunks.counts(job);
      await().until(() -> read(rig), rows -> rows >= CHUNKS);
      long before = read(rig);
      for (int question = 0; question < QUESTIONS; question++) {
        AttemptId attempt = rig.dispatchFirst(job);
        rig.runner().fence(attempt, 1);
        rig.runner().count(attempt, "rows", 1);
        rig.runner().commit();
        chunks.counts(job);
      }
      assertThat(chunks.counters(job)).containsExactly(new NamedCount("rows", QUESTIONS));
      await().until(() -> read(rig), rows -> rows >= before + QUESTIONS);
      assertThat(read(rig)).isLessThan(before + CHUNKS / 2);
    }
  }

  /** How many rows of chunks and counters PostgreSQL has read by now, a second ago. */
  private static long read(LedgerRig rig) {
    return rig.ledger()
        .transactions()
        .run(
            session ->
                session
                    .createNativeQuery(
                        "select cast(sum(seq_tup_read + idx_tup_fetch) as bigint)"
                            + " from pg_stat_user_tables where relname in ('chunk', 'counter')",
                        Long.class)
                    .getSingleResult());
  }

  /** The machine may be busy, so the fastest round counts; a chunk moves before each. */
  private static Duration fastest(LedgerRig rig, JobId job, Runnable question) {
    Duration fastest = Duration.ofDays(1);
    for (int round = 0; round < ROUNDS; round++) {
      AttemptId attempt = rig.dispatchFirst(job);
      rig.ledger().chunks().giveBack(attempt, LedgerRig.threw("again"), null, LedgerRig.NOW);
      long start = System.nanoTime();
      question.run();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      fastest = took.compareTo(fastest) < 0 ? took : fastest;
    }
    return fastest;
  }
}
