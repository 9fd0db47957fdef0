package dev.foray.master.ledger;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.InMap;
import dev.foray.protocol.Order;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.StatelessSession;

/**
 * The pairs that may end the JVM: those that were in {@code map} when one died, and of these the
 * ones that it died of when they were mapped alone. They outlast the Master.
 */
public final class Suspects {
  /** More are not remembered: what dies with so many pairs does not die of one. */
  private static final int MOST = 32;

  private final Transactions transactions;

  Suspects(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * The JVM of this attempt has died; safe to repeat.
   *
   * @param cause how it ended
   */
  public void note(AttemptId attempt, InMap inMap, String cause) {
    if (inMap.keys().isEmpty()) {
      return;
    }
    transactions.run(
        session -> {
          List<SuspectRow> rows =
              new ArrayList<>(rows(session, attempt.job().number(), attempt.chunk()));
          inMap.keys().forEach(key -> add(session, attempt, rows, key));
          if (inMap.isOneAlone()) {
            convict(session, rows, inMap.keys().get(0), cause);
          }
          return rows.size();
        });
  }

  /** How the next attempt at the chunk goes about it. */
  public Order.Care care(Chunk chunk) {
    boolean setAsideOnly = chunk.doneBy() != null;
    if (chunk.attempt() == 0) {
      return Order.Care.NONE;
    }
    return transactions.run(
        session -> {
          List<Order.Suspect> suspects =
              rows(session, chunk.job().number(), chunk.index()).stream()
                  .map(SuspectRow::toSuspect)
                  .toList();
          boolean traced = !suspects.isEmpty() || hasDied(session, chunk);
          return new Order.Care(traced, suspects, setAsideOnly);
        });
  }

  private static void add(
      StatelessSession session, AttemptId attempt, List<SuspectRow> rows, String key) {
    String text = Texts.storable(key, Texts.LONG);
    if (rows.size() < MOST && rows.stream().noneMatch(row -> row.pairKey.equals(text))) {
      SuspectRow row = new SuspectRow(attempt, rows.size(), text);
      session.insert(row);
      rows.add(row);
    }
  }

  private static void convict(
      StatelessSession session, List<SuspectRow> rows, String key, String cause) {
    for (SuspectRow row : rows) {
      if (row.pairKey.equals(Texts.storable(key, Texts.LONG)) && row.cause == null) {
        row.cause = Texts.storable(cause, Texts.LONG);
        session.update(row);
      }
    }
  }

  private static List<SuspectRow> rows(StatelessSession session, long job, int chunk) {
    return session
        .createSelectionQuery(
            """
            from SuspectRow where key.jobId = :job and key.chunkIndex = :chunk
            order by key.position
            """,
            SuspectRow.class)
        .setParameter("job", job)
        .setParameter("chunk", chunk)
        .getResultList();
  }

  private static boolean hasDied(StatelessSession session, Chunk chunk) {
    return session
            .createSelectionQuery(
                """
                select count(*) from AttemptRow
                where key.jobId = :job and key.step = CHUNK and key.chunkIndex = :chunk
                  and key.attempt > :after and failureKind = :died
                """,
                Long.class)
            .setParameter("job", chunk.job().number())
            .setParameter("chunk", chunk.index())
            .setParameter("after", chunk.retriedAfter())
            .setParameter("died", FailureKind.RUNNER_DIED)
            .getSingleResult()
        > 0;
  }
}
