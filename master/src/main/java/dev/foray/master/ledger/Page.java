package dev.foray.master.ledger;

import dev.foray.protocol.ChunkState;
import org.jspecify.annotations.Nullable;

/** The order of a page of chunks: by index, said so that the database needs no sorting. */
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
}
