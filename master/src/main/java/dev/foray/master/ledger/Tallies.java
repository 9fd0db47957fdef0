package dev.foray.master.ledger;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.JobAdmin.NamedCount;
import dev.foray.protocol.JobId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Tally} of each job that was asked for lately; another job's chunks are all read once
 * when it is asked for. Nothing is decided from them but how many nodes a job is worth.
 * Thread-safe.
 */
final class Tallies {
  /** Each holds a few bits a chunk. */
  private static final int MOST_JOBS = 100;

  private final Transactions transactions;
  private final Map<JobId, Tally> tallies = new LinkedHashMap<>(16, 0.75f, true);

  Tallies(Transactions transactions) {
    this.transactions = transactions;
  }

  ChunkCounts counts(JobId job) {
    return of(job).ask(ChunkSums::counts);
  }

  List<@Nullable ChunkState> states(JobId job) {
    return of(job).ask(ChunkSums::states);
  }

  List<NamedCount> counters(JobId job) {
    return of(job).ask(ChunkSums::counters);
  }

  /** To be called when the attempt's chunk has moved, or may have. */
  void moved(AttemptId attempt) {
    known(attempt.job()).ifPresent(tally -> tally.moved(attempt.chunk()));
  }

  /** To be called when many chunks have moved, or may have. */
  void allMoved(JobId job) {
    known(job).ifPresent(Tally::allMoved);
  }

  private Optional<Tally> known(JobId job) {
    synchronized (tallies) {
      return Optional.ofNullable(tallies.get(job));
    }
  }

  private Tally of(JobId job) {
    synchronized (tallies) {
      Tally tally = tallies.computeIfAbsent(job, id -> new Tally(transactions, id));
      if (tallies.size() > MOST_JOBS) {
        tallies.remove(tallies.keySet().iterator().next());
      }
      return tally;
    }
  }
}
