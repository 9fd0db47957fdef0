package dev.foray.master.ledger;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ChunkState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

/**
 * A chunk that is to go to a worker, and how that is entered. Part of {@link Chunks}.
 *
 * @param chunk READY; or RUNNING, where it is for a second attempt beside the current one
 * @param followed whether more chunks of the job wait than there are slots
 */
public record Handout(Chunk chunk, String worker, boolean followed) {
  private static final String RUN =
      """
      update foray.chunk
      set state = 'RUNNING', attempt = coalesce(newest_attempt, attempt) + 1,
          newest_attempt = null, second_attempt = null, not_before = null
      where job_id = ? and chunk_index = ? and state = 'READY' and attempt = ?
        and not exists (select 1 from foray.job where id = ? and paused_by is not null)
        and exists (select 1 from foray.master where epoch = ?)
      """;

  private static final String RUN_BESIDE =
      """
      update foray.chunk set second_attempt = attempt + 1, newest_attempt = attempt + 1
      where job_id = ? and chunk_index = ? and state = 'RUNNING' and attempt = ?
        and newest_attempt is null
        and not exists (select 1 from foray.job where id = ? and paused_by is not null)
        and exists (select 1 from foray.master where epoch = ?)
      """;

  private static final String BEGIN =
      """
      insert into foray.attempt
        (job_id, step, chunk_index, attempt, state, release_id, worker_id, dispatched_at)
      values (?, 'CHUNK', ?, ?, 'STARTING', ?, ?, ?)
      """;

  /** With nothing known of what follows. */
  public Handout(Chunk chunk, String worker) {
    this(chunk, worker, false);
  }

  /** The one that begins with it. */
  public AttemptId attempt() {
    return chunk.next();
  }

  /** An attempt that is about to commit holds its chunk's row: nobody is to wait for that here. */
  private static List<Handout> free(StatelessSession session, List<Handout> all) {
    return all.stream()
        .filter(
            handout ->
                session
                    .createSelectionQuery("from ChunkRow where key = :key", ChunkRow.class)
                    .setParameter(
                        "key",
                        new ChunkKey(handout.chunk().job().number(), handout.chunk().index()))
                    .setHibernateLockMode(LockMode.UPGRADE_SKIPLOCKED)
                    .uniqueResultOptional()
                    .isPresent())
        .toList();
  }

  boolean isBeside() {
    return chunk.state() == ChunkState.RUNNING;
  }

  /**
   * The chunks' rows first, then the attempts'.
   *
   * @param all of one kind, READY or RUNNING
   */
  static List<Handout> enter(
      StatelessSession session, List<Handout> all, String release, long epoch, Instant now) {
    boolean beside = all.get(0).isBeside();
    List<Handout> free = beside ? free(session, all) : all;
    Batch run = new Batch(beside ? RUN_BESIDE : RUN);
    for (Handout handout : free) {
      Chunk chunk = handout.chunk();
      long job = chunk.job().number();
      run.add(job, chunk.index(), chunk.attempt(), job, epoch);
    }
    int[] changed = run.run(session);
    List<Handout> entered = new ArrayList<>();
    Batch begin = new Batch(BEGIN);
    for (int i = 0; i < free.size(); i++) {
      if (changed[i] == 1) {
        Handout handout = free.get(i);
        AttemptId attempt = handout.attempt();
        entered.add(handout);
        begin.add(
            attempt.job().number(),
            attempt.chunk(),
            attempt.number(),
            release,
            handout.worker(),
            now);
      }
    }
    begin.run(session);
    return entered;
  }
}
