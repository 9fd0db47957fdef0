package dev.foray.master.ledger;

import dev.foray.protocol.ChunkState;
import dev.foray.protocol.JobAdmin.NamedCount;
import dev.foray.protocol.JobId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.hibernate.StatelessSession;

/**
 * The sums over the chunks of one job, read whole once and from then on chunk by chunk: each answer
 * reads those again that may have moved since the last one. These are the RUNNING ones, which their
 * runners make DONE, and what this Master has moved itself; no one else writes. Made by {@link
 * Tallies}; gone with the Master. Thread-safe.
 */
final class Tally {
  private static final int CHUNKS_A_PAGE = 10_000;
  private static final int CHUNKS_A_QUERY = 500;
  private static final int CHUNKS_AT_MOST = 10 * CHUNKS_A_QUERY;

  private final Transactions transactions;
  private final JobId job;
  private final Set<Integer> moved = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean allMoved = new AtomicBoolean(true);
  private ChunkSums sums = new ChunkSums();

  Tally(Transactions transactions, JobId job) {
    this.transactions = transactions;
    this.job = job;
  }

  /** To be called when the move is committed, or may be. */
  void moved(int chunk) {
    moved.add(chunk);
  }

  /** To be called when the moves are committed, or may be. */
  void allMoved() {
    allMoved.set(true);
  }

  /** As the ledger says now. */
  synchronized <T> T ask(Function<ChunkSums, T> question) {
    boolean all = allMoved.getAndSet(false) || sums.isEmpty() || moved.size() > CHUNKS_AT_MOST;
    List<Integer> stale = List.copyOf(moved);
    // Before they are read, so that one that moves meanwhile is read again by the next question.
    stale.forEach(moved::remove);
    boolean read = false;
    try {
      if (all || !readAgain(stale)) {
        sums = transactions.runInSnapshot(this::readAll);
      }
      read = true;
    } finally {
      if (!read) {
        moved.addAll(stale);
        allMoved.compareAndSet(false, all);
      }
    }
    moved.addAll(sums.running());
    return question.apply(sums);
  }

  private ChunkSums readAll(StatelessSession session) {
    ChunkSums read = new ChunkSums();
    int from = 0;
    List<ChunkMark> page;
    do {
      page = ChunkMark.page(session, job, from, CHUNKS_A_PAGE);
      for (ChunkMark chunk : page) {
        read.put(chunk);
        from = chunk.index() + 1;
      }
    } while (page.size() == CHUNKS_A_PAGE);
    read.count(ChunkMark.counters(session, job));
    return read;
  }

  /**
   * @return false: one of them is among the sums as it is no more, so all must be added up anew
   */
  private boolean readAgain(List<Integer> chunks) {
    for (int from = 0; from < chunks.size(); from += CHUNKS_A_QUERY) {
      List<Integer> some = chunks.subList(from, Math.min(chunks.size(), from + CHUNKS_A_QUERY));
      Moves moves = transactions.run(session -> read(session, some));
      if (moves.chunks().stream().anyMatch(sums::isAddedAsOther)) {
        return false;
      }
      moves.chunks().forEach(sums::put);
      sums.count(moves.counters());
    }
    return true;
  }

  /**
   * @param counters of those chunks that have become DONE
   */
  private record Moves(List<ChunkMark> chunks, List<NamedCount> counters) {}

  private Moves read(StatelessSession session, List<Integer> indexes) {
    List<ChunkMark> chunks = ChunkMark.of(session, keys(indexes));
    List<Integer> done =
        chunks.stream()
            .filter(chunk -> chunk.state() == ChunkState.DONE && !sums.isDone(chunk.index()))
            .map(ChunkMark::index)
            .toList();
    return new Moves(chunks, done.isEmpty() ? List.of() : ChunkMark.counters(session, keys(done)));
  }

  private List<ChunkKey> keys(List<Integer> indexes) {
    return indexes.stream().map(index -> new ChunkKey(job.number(), index)).toList();
  }
}
