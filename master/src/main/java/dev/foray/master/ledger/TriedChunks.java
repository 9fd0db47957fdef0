package dev.foray.master.ledger;

import dev.foray.protocol.JobAdmin.TriedPair;
import dev.foray.protocol.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/** What dry runs have left in the ledger. */
public final class TriedChunks {
  private final Transactions transactions;

  TriedChunks(Transactions transactions) {
    this.transactions = transactions;
  }

  /** The first pairs that would have been written, by chunk and in the order of the keys. */
  public List<TriedPair> firstPairs(JobId job, int most) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    """
                    select key.chunkIndex, pairKey, pairValue from TriedPairRow
                    where key.jobId = :job order by key.chunkIndex, key.position
                    """,
                    TriedPair.class)
                .setParameter("job", job.number())
                .setMaxResults(most)
                .getResultList());
  }

  /**
   * How long the tried chunks lasted on average, from dispatch to end, without the call of {@code
   * plan} that belongs to the trial; empty before one has ended.
   */
  public OptionalDouble averageMillis(JobId job) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    """
                    select a.dispatchedAt, a.endedAt, t.planMillis from TriedChunkRow t
                    join ChunkRow c on c.key = t.key
                    join AttemptRow a on a.key.jobId = c.key.jobId and a.key.step = CHUNK
                      and a.key.chunkIndex = c.key.chunkIndex and a.key.attempt = c.doneBy
                    where t.key.jobId = :job and a.endedAt is not null
                    """,
                    Trial.class)
                .setParameter("job", job.number())
                .getResultStream()
                .mapToLong(Trial::millis)
                .average());
  }

  record Trial(Instant dispatchedAt, Instant endedAt, long planMillis) {
    private long millis() {
      return Math.max(0, Duration.between(dispatchedAt, endedAt).toMillis() - planMillis);
    }
  }
}
