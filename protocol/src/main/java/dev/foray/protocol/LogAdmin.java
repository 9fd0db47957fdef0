package dev.foray.protocol;

import java.io.Serializable;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the CLI asks of the Master about chunks, their attempts and their logs. */
public interface LogAdmin extends Remote {

  /**
   * Chunks of a job, by index.
   *
   * @param from the first index
   * @param most at most 1,000 are given
   * @param state only these; null: all
   * @throws Refused if there is no such job
   */
  @CallableBy(Role.VIEWER)
  List<ChunkSummary> chunks(JobId job, int from, int most, @Nullable ChunkState state)
      throws RemoteException, Refused;

  /**
   * Pairs that the committed attempts of a job have set aside, by chunk.
   *
   * @param from how many of them to leave out
   * @param most at most 1,000 are given
   * @throws Refused if there is no such job
   */
  @CallableBy(Role.VIEWER)
  List<SkippedPair> skipped(JobId job, int from, int most) throws RemoteException, Refused;

  /**
   * The attempts of a chunk, of {@code plan} or of {@code finish}, oldest first.
   *
   * @throws Refused if there is no such job or chunk
   */
  @CallableBy(Role.VIEWER)
  List<AttemptSummary> attempts(JobId job, Step step, int chunk) throws RemoteException, Refused;

  /**
   * A piece of an attempt's log, wherever it lies.
   *
   * @throws Refused if it is nowhere to be had, saying why
   */
  @CallableBy(Role.VIEWER)
  LogPiece readLog(AttemptId attempt, long offset, int mostBytes) throws RemoteException, Refused;

  /**
   * What the threads of a running attempt do, or one sentence that says where it is written, or why
   * there is none.
   *
   * @throws Refused if the attempt does not run, or its worker can't be reached
   */
  @CallableBy(Role.VIEWER)
  String stacks(AttemptId attempt) throws RemoteException, Refused;

  /**
   * @param covers what the chunk is, for a person: its item or its range
   */
  record ChunkSummary(
      int index,
      ChunkState state,
      int attempts,
      String covers,
      @Nullable String worker,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      Progress progress,
      @Nullable Instant notBefore,
      @Nullable String failure)
      implements Serializable {}

  /**
   * @param attempt the one that set it aside
   * @param key as one line of text, at most 1,000 characters
   * @param cause why, as such a line
   */
  record SkippedPair(int chunk, int attempt, String key, String cause) implements Serializable {}

  /**
   * @param startedAt when it was sent to its worker
   * @param workingAt when it had its database; null: it had not yet
   * @param progress of one that did not commit its times alone
   */
  record AttemptSummary(
      AttemptId attempt,
      AttemptState state,
      @Nullable String worker,
      Instant startedAt,
      @Nullable Instant workingAt,
      @Nullable Instant endedAt,
      @Nullable FailureKind kind,
      @Nullable String failure,
      @Nullable Integer exitCode,
      Progress progress)
      implements Serializable {}
}
