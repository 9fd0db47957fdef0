package dev.foray.runner.core;

import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.runner.core.ledger.LedgerRows;
import dev.foray.runner.core.ledger.TriedRows;
import dev.foray.runner.core.ledger.TriedRows.TriedPair;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * What a chunk of a dry run does besides. Its transaction begins with what {@code plan} writes,
 * which the attempt at plan has rolled back: a job whose plan empties a table finds it empty. The
 * first pairs that it writes are kept as text. For the one thread that writes.
 */
final class Rehearsal<R, S extends @Nullable Object> implements LedgerRows {
  private static final int MOST_PAIRS = 5;

  private final RunningAttempt attempt;
  private final MapReduceJob<?, ?, R, S> job;
  private final List<TriedPair> first = new ArrayList<>();
  private Duration planning = Duration.ZERO;

  Rehearsal(RunningAttempt attempt, MapReduceJob<?, ?, R, S> job) {
    this.attempt = attempt;
    this.job = job;
  }

  /** Calls {@code plan} for what it writes; its answer is in the ledger already. */
  void plan(StatelessSession db) throws Exception {
    long begun = System.nanoTime();
    job.plan(db);
    planning = Duration.ofNanos(System.nanoTime() - begun);
  }

  void write(List<KeyValue<R, S>> pairs, StatelessSession db) throws Exception {
    for (int i = 0; i < pairs.size() && first.size() < MOST_PAIRS; i++) {
      first.add(TriedPair.of(pairs.get(i)));
    }
    job.writeAll(pairs, db);
  }

  @Override
  public void insertInto(Connection connection) throws SQLException {
    new TriedRows(attempt.id(), planning, first).insertInto(connection);
  }
}
