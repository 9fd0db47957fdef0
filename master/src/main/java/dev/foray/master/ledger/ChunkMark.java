package dev.foray.master.ledger;

import dev.foray.protocol.ChunkState;
import dev.foray.protocol.JobAdmin.NamedCount;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Progress;
import java.util.List;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What of a chunk's row {@link ChunkSums} add up, and how it is read. */
record ChunkMark(
    int index,
    ChunkState state,
    @Nullable Integer doneBy,
    @Nullable Long pairsRead,
    @Nullable Long pairsMapped,
    @Nullable Long pairsEmitted,
    @Nullable Long pairsWritten,
    @Nullable Long pairsSkipped) {
  private static final String COLUMNS =
      """
      select c.key.chunkIndex, c.state, c.doneBy, c.pairsRead, c.pairsMapped,
        c.pairsEmitted, c.pairsWritten, c.pairsSkipped
      from ChunkRow c
      """;

  /** By index, from one on. */
  static List<ChunkMark> page(StatelessSession session, JobId job, int from, int most) {
    return session
        .createSelectionQuery(
            COLUMNS
                + " where c.key.jobId = :job and c.key.chunkIndex >= :from"
                + Page.order("c.", null),
            ChunkMark.class)
        .setParameter("job", job.number())
        .setParameter("from", from)
        .setMaxResults(most)
        .getResultList();
  }

  static List<ChunkMark> of(StatelessSession session, List<ChunkKey> chunks) {
    return session
        .createSelectionQuery(COLUMNS + " where c.key in (:chunks)", ChunkMark.class)
        .setParameterList("chunks", chunks)
        .getResultList();
  }

  /** What they have counted, by name. */
  static List<NamedCount> counters(StatelessSession session, List<ChunkKey> chunks) {
    return session
        .createSelectionQuery(
            """
            select n.key.name, sum(n.count) from ChunkRow c
            join CounterRow n on n.key.jobId = c.key.jobId
              and n.key.chunkIndex = c.key.chunkIndex
            where c.key in (:chunks) group by n.key.name
            """,
            NamedCount.class)
        .setParameterList("chunks", chunks)
        .getResultList();
  }

  /** What all chunks of the job have counted, by name. */
  static List<NamedCount> counters(StatelessSession session, JobId job) {
    return session
        .createSelectionQuery(
            "select key.name, sum(count) from CounterRow where key.jobId = :job group by key.name",
            NamedCount.class)
        .setParameter("job", job.number())
        .getResultList();
  }

  Progress progress() {
    return new Progress(
        number(pairsRead),
        number(pairsMapped),
        number(pairsEmitted),
        number(pairsWritten),
        number(pairsSkipped));
  }

  private static long number(@Nullable Long count) {
    return count == null ? 0 : count;
  }
}
