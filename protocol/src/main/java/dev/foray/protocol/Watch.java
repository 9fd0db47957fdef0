package dev.foray.protocol;

import dev.foray.protocol.FleetAdmin.NodeSummary;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.LogAdmin.AttemptSummary;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import java.io.Serializable;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a console that stays open asks of the Master: once a second, and only what is on screen. */
public interface Watch extends Remote {

  /**
   * What is on the screen that somebody looks at. However large the job is, an answer has less than
   * 20,000 bytes; what does not fit follows with the next one.
   *
   * @throws Refused if there is no such job, chunk or attempt
   */
  @CallableBy(Role.VIEWER)
  Look look(Glance glance) throws RemoteException, Refused;

  /** Which screen. */
  enum Subject {
    JOBS,
    JOB,
    CHUNK,
    NODES,
    LOG
  }

  /**
   * What somebody looks at, and what of it is known already.
   *
   * @param job of JOB and CHUNK
   * @param attempt of LOG
   * @param since the version of the chunks' states that is known; 0: none
   * @param from the first chunk whose state is asked for, where the last answer was cut
   * @param offset of LOG: where the next piece begins; negative: the last piece is wanted
   */
  record Glance(
      Subject subject,
      @Nullable JobId job,
      int chunk,
      @Nullable AttemptId attempt,
      long since,
      int from,
      long offset)
      implements Serializable {

    public static Glance at(Subject subject) {
      return new Glance(subject, null, 0, null, 0, 0, 0);
    }
  }

  /**
   * What there is to see. Of the rest, only what the subject asks for is not null.
   *
   * @param epoch of the Master that answers; versions of another one mean nothing to it
   * @param jobs the newest ones, newest first
   * @param nodes those that are there, then the newest that are gone, each newest first
   * @param more how many jobs or nodes there are besides, for which the list has no room
   */
  record Look(
      long epoch,
      @Nullable List<JobLine> jobs,
      @Nullable JobLook job,
      @Nullable ChunkLook chunk,
      @Nullable List<NodeLook> nodes,
      @Nullable LogPiece log,
      int more)
      implements Serializable {

    /** Where nothing is left out. */
    public Look(
        long epoch,
        @Nullable List<JobLine> jobs,
        @Nullable JobLook job,
        @Nullable ChunkLook chunk,
        @Nullable List<NodeLook> nodes,
        @Nullable LogPiece log) {
      this(epoch, jobs, job, chunk, nodes, log, 0);
    }
  }

  /**
   * A job in a list.
   *
   * @param chunks -1 before there is a plan
   */
  record JobLine(
      JobId job,
      String jobClass,
      JobState state,
      boolean paused,
      int chunks,
      int running,
      int done,
      int failed,
      long pairs,
      Instant submittedAt,
      @Nullable Instant endedAt)
      implements Serializable {}

  /**
   * A job as a screen shows it.
   *
   * @param summary without its parameters, settings and failures
   * @param why one sentence: what it waits for, or that all is well
   * @param slots that the nodes have now
   * @param causes of failures, the most frequent first; what their counts leave of the chunks that
   *     have failed has another cause
   * @param stragglers the running chunks that began first
   */
  record JobLook(
      JobSummary summary,
      String why,
      int slots,
      List<Cause> causes,
      List<ChunkSummary> stragglers,
      Cells cells)
      implements Serializable {}

  /**
   * Failures that are alike.
   *
   * @param count chunks of which this was the last failure
   * @param example one of them, with its key where it has one
   */
  record Cause(int count, FailureKind kind, AttemptId attempt, String example)
      implements Serializable {}

  /**
   * @param attempts the newest, oldest first; the chunk says how many there were
   */
  record ChunkLook(ChunkSummary chunk, List<AttemptSummary> attempts) implements Serializable {}

  /**
   * A node as a screen shows it.
   *
   * @param summary with the begin of its texts and a few of the attempts that run there; without
   *     where its worker listens
   * @param runs how many attempts run there
   */
  record NodeLook(NodeSummary summary, int runs) implements Serializable {}
}
