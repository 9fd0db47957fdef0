package dev.foray.master.outcome;

import dev.foray.master.ledger.AttemptOutcome;
import dev.foray.master.ledger.Chunk;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.RemoteFailure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wording of what the outcome stage logs. */
final class OutcomeLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.foray.master.outcome");

  private OutcomeLog() {}

  static void committed(AttemptId attempt, Chunk chunk) {
    LOG.debug(
        "{} committed: {} pairs mapped, {} written",
        attempt,
        chunk.progress().pairsMapped(),
        chunk.progress().pairsWritten());
  }

  static void chunkRepeats(
      AttemptId attempt, AttemptOutcome outcome, int failures, int most, Instant notBefore) {
    LOG.warn(
        "{} ended without a commit ({}: {}); {} of {} failures are charged, the next attempt begins at {} or later",
        attempt,
        outcome.kind(),
        cause(outcome),
        failures,
        most,
        notBefore);
  }

  static void leftToOther(AttemptId attempt, AttemptOutcome outcome) {
    LOG.warn(
        "{} ended without a commit ({}: {}); the attempt beside it goes on",
        attempt,
        outcome.kind(),
        cause(outcome));
  }

  static void overtaken(AttemptId attempt) {
    LOG.info("{} is ended: the attempt beside it has ended the chunk", attempt);
  }

  static void gaveWay(AttemptId attempt) {
    LOG.info(
        "{} is ended: there is another one beside it, and a chunk waits for its slot", attempt);
  }

  static void chunkFailed(AttemptId attempt, AttemptOutcome outcome, int failures) {
    LOG.error(
        "{} was the last attempt, after {} charged failures: the chunk has failed ({}: {})",
        attempt,
        failures,
        outcome.kind(),
        cause(outcome));
  }

  static void stepRepeats(AttemptId attempt, AttemptOutcome outcome, Instant notBefore) {
    LOG.warn(
        "{} ended without a commit ({}: {}); the next attempt begins at {} or later",
        attempt,
        outcome.kind(),
        cause(outcome),
        notBefore);
  }

  static void jobMoved(JobId job, JobState from, JobState to, @Nullable String failure) {
    if (to == JobState.FAILED) {
      LOG.error("{} has FAILED: {}", job, failure);
    } else {
      LOG.info("{} was {} and is {}", job, from, to);
    }
  }

  static void workerLost(String worker, String why) {
    LOG.warn("{} is lost: {}; what ran there runs elsewhere", worker, why);
  }

  static void leavingWorkerGone(String worker, String why) {
    LOG.info("{} was leaving and is gone: {}; what still ran there runs elsewhere", worker, why);
  }

  static void heldUp(long millis) {
    LOG.warn("this Master was held up for {} ms: every lease gets a full term", millis);
  }

  static void cancelFailed(AttemptId attempt, String why) {
    LOG.warn("the runner of {} could not be told to end, which is tried again: {}", attempt, why);
  }

  private static String cause(AttemptOutcome outcome) {
    RemoteFailure failure = outcome.failure();
    if (failure == null) {
      return "no cause is known";
    }
    return failure.message() == null ? failure.type() : failure.message();
  }
}
