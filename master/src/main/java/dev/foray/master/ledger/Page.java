package dev.foray.master.ledger;

import dev.foray.protocol.ChunkState;
import dev.foray.protocol.JobId;
import java.util.List;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** A page of chunks, by index, asked for so that the database needs no sorting. */
final class Page {
  private Page() {}

  /**
   * All columns of the index that finds them: H2 reads and sorts the whole job where one is
   * missing.
   *
   * @param chunk the chunk's name in the query with a point after it; empty: it has none
   */
  static String order(String chunk, @Nullable ChunkState state) {
    return " order by "
        + chunk
        + "key.jobId, "
        + (state == null ? "" : chunk + "state, ")
        + chunk
        + "key.chunkIndex";
  }

  /** From an index on, in one state or in any. */
  static List<Chunk> chunks(
      StatelessSession session, JobId job, int from, int most, @Nullable ChunkState state) {
    var query =
        session
            .createSelectionQuery(
                "from ChunkRow where key.jobId = :job and key.chunkIndex >= :from"
                    + (state == null ? "" : " and state = :state")
                    + order("", state),
                ChunkRow.class)
            .setParameter("job", job.number())
            .setParameter("from", from)
            .setMaxResults(most);
    if (state != null) {
      query.setParameter("state", state);
    }
    return query.getResultStream().map(ChunkRow::toChunk).toList();
  }

  /** That state, as often as there are chunks in it, at most so often. */
  static List<ChunkState> states(StatelessSession session, JobId job, int most, ChunkState state) {
    return session
        .createSelectionQuery(
            "select state from ChunkRow where key.jobId = :job and state = :state"
                + order("", state),
            ChunkState.class)
        .setParameter("job", job.number())
        .setParameter("state", state)
        .setMaxResults(most)
        .getResultList();
  }
}
