package dev.foray.master.outcome;

import dev.foray.master.drill.Drill;
import dev.foray.master.ledger.Attempt;
import dev.foray.master.ledger.Chunk;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.loop.Net;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moves jobs on: planned ones to RUNNING, those whose chunks are all DONE to FINISHING, those with
 * chunks out of attempts to FAILED, finished ones to SUCCEEDED; a dry run has nothing to finish,
 * nor has a job whose class says nothing of it. A stage of its own, woken by each verdict; it only
 * reads rows, so it goes on where an earlier Master stopped.
 */
public final class JobProgress implements Runnable {
  /** A job whose first attempts all fail with one root cause stops early: so many. */
  static final int HOPELESS_AFTER = 5;

  private final Ledger ledger;
  private final InstantSource clock;
  private final Pace pace;
  private final Standstill standstill;
  private final Runnable afterwards;
  private final Net net = new Net(Duration.ofMillis(500));

  /**
   * @param afterwards called when a job has moved
   */
  public JobProgress(
      Ledger ledger, InstantSource clock, Pace pace, Standstill standstill, Runnable afterwards) {
    this.ledger = ledger;
    this.clock = clock;
    this.pace = pace;
    this.standstill = standstill;
    this.afterwards = afterwards;
  }

  @Override
  public void run() {
    net.busy(true);
    List<Job> jobs =
        ledger.jobs().inState(EnumSet.of(JobState.PLANNING, JobState.RUNNING, JobState.FINISHING));
    standstill.keepOnly(jobs.stream().map(Job::id).toList());
    jobs.stream().filter(job -> !job.mayBegin()).map(Job::id).forEach(standstill::end);
    jobs.forEach(this::advance);
    net.busy(jobs.stream().anyMatch(Job::mayBegin));
  }

  /** When it is to run in any case: a runner's commit may be in the ledger before it is told. */
  public Net net() {
    return net;
  }

  private void advance(Job job) {
    switch (job.state()) {
      case PLANNING -> {
        if (job.plannedBy() != null) {
          move(job, JobState.RUNNING, null);
        } else {
          giveUp(job);
        }
      }
      case RUNNING -> {
        if (job.cancelRequestedBy() == null) {
          advanceRunning(job);
        }
      }
      case FINISHING -> {
        if (job.finishedBy() != null) {
          move(job, JobState.SUCCEEDED, null);
        } else {
          giveUp(job);
        }
      }
      case ACCEPTED, SUCCEEDED, FAILED, CANCELLED -> {}
    }
  }

  private void advanceRunning(Job job) {
    // Kept up to date, so that a person who asks does not wait until all chunks are read.
    ledger.chunks().counts(job.id());
    if (ledger.chunks().isOpen(job.id())) {
      hopeless(job.id()).ifPresentOrElse(why -> move(job, JobState.FAILED, why), () -> giveUp(job));
    } else if (any(job.id(), ChunkState.FAILED)) {
      move(job, JobState.FAILED, failedChunks(job.id()));
    } else {
      Drill.reached(Drill.Point.CHUNKS_DONE);
      move(job, job.finishes() ? JobState.FINISHING : JobState.SUCCEEDED, null);
    }
  }

  /** Where it has stood still for too long. */
  private void giveUp(Job job) {
    standstill.verdict(job.id()).ifPresent(why -> move(job, JobState.FAILED, why));
  }

  private boolean any(JobId job, ChunkState state) {
    return !ledger.chunks().page(job, 0, 1, state).isEmpty();
  }

  private Optional<String> hopeless(JobId job) {
    if (any(job, ChunkState.DONE)) {
      return Optional.empty();
    }
    List<Attempt> first = ledger.attempts().firstEnded(job, HOPELESS_AFTER);
    boolean alike =
        first.size() == HOPELESS_AFTER
            && first.stream().allMatch(attempt -> failedLike(attempt, first.get(0)));
    return alike
        ? Optional.of(
            "the first "
                + HOPELESS_AFTER
                + " attempts all failed alike, so no more were begun; the first: "
                + first.get(0).failure())
        : Optional.empty();
  }

  private static boolean failedLike(Attempt attempt, Attempt other) {
    return attempt.state() == AttemptState.FAILED
        && attempt.kind() != null
        && attempt.kind().isCharged()
        && attempt.kind() == other.kind()
        && Objects.equals(attempt.failureRoot(), other.failureRoot());
  }

  private String failedChunks(JobId job) {
    List<Chunk> failed = ledger.chunks().page(job, 0, 11, ChunkState.FAILED);
    int count = ledger.chunks().counts(job).failed();
    String named =
        String.join(
            ", ", failed.stream().limit(10).map(chunk -> "chunk-" + chunk.index()).toList());
    String cause =
        ledger.attempts().failed(job, 1).stream()
            .map(Attempt::failure)
            .findFirst()
            .orElse("no cause is known");
    return (count == 1 ? "1 chunk has" : count + " chunks have")
        + " failed ("
        + named
        + (count > 10 ? ", …" : "")
        + "); first cause: "
        + cause;
  }

  private void move(Job job, JobState to, @Nullable String failure) {
    Instant now = clock.instant();
    if (ledger.jobs().move(job.id(), job.state(), to, failure, now)) {
      OutcomeLog.jobMoved(job.id(), job.state(), to, failure);
      if (to.isTerminal()) {
        pace.forget(job.id());
        standstill.end(job.id());
      }
      afterwards.run();
    }
  }
}
