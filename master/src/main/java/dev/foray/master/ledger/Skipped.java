package dev.foray.master.ledger;

import dev.foray.protocol.JobId;
import dev.foray.protocol.LogAdmin.SkippedPair;
import java.util.List;

/** The pairs that were set aside, as committed attempts have left them. */
public final class Skipped {
  private final Transactions transactions;

  Skipped(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Those of a job, by chunk, but for the first ones. */
  public List<SkippedPair> page(JobId job, int from, int most) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    """
                    select key.chunkIndex, attempt, pairKey, cause from SkippedRow
                    where key.jobId = :job order by key.jobId, key.chunkIndex, key.position
                    """,
                    SkippedPair.class)
                .setParameter("job", job.number())
                .setFirstResult(from)
                .setMaxResults(most)
                .getResultList());
  }
}
