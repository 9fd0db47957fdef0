package dev.foray.master.ledger;

import dev.foray.protocol.ChunkState;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Progress;
import java.util.List;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What a grouped query says of the chunks of a job that are in one state. */
record ChunkTally(
    ChunkState state,
    long chunks,
    @Nullable Long pairsRead,
    @Nullable Long pairsMapped,
    @Nullable Long pairsEmitted,
    @Nullable Long pairsWritten,
    @Nullable Long pairsSkipped) {

  static ChunkCounts of(StatelessSession session, JobId job) {
    List<ChunkTally> tallies =
        session
            .createSelectionQuery(
                """
                select state, count(*), sum(pairsRead), sum(pairsMapped), sum(pairsEmitted),
                  sum(pairsWritten), sum(pairsSkipped)
                from ChunkRow where key.jobId = :job group by state
                """,
                ChunkTally.class)
            .setParameter("job", job.number())
            .getResultList();
    return new ChunkCounts(
        count(tallies, ChunkState.READY),
        count(tallies, ChunkState.RUNNING),
        count(tallies, ChunkState.DONE),
        count(tallies, ChunkState.FAILED),
        count(tallies, ChunkState.CANCELLED),
        in(tallies, ChunkState.DONE).progress());
  }

  private static int count(List<ChunkTally> tallies, ChunkState state) {
    return Math.toIntExact(in(tallies, state).chunks());
  }

  private static ChunkTally in(List<ChunkTally> tallies, ChunkState state) {
    return tallies.stream()
        .filter(tally -> tally.state() == state)
        .findFirst()
        .orElseGet(() -> new ChunkTally(state, 0, null, null, null, null, null));
  }

  private Progress progress() {
    return new Progress(
        number(pairsRead),
        number(pairsMapped),
        number(pairsEmitted),
        number(pairsWritten),
        number(pairsSkipped));
  }

  private static long number(@Nullable Long sum) {
    return sum == null ? 0 : sum;
  }
}
