package dev.foray.master.outcome;

import dev.foray.launch.RunnerExit;
import dev.foray.master.dispatch.Roster;
import dev.foray.master.ledger.Attempt;
import dev.foray.master.ledger.AttemptOutcome;
import dev.foray.master.ledger.Chunk;
import dev.foray.master.ledger.Ledger;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.RemoteFailure;
import dev.foray.protocol.Step;
import dev.foray.protocol.WorkerDesk.AttemptEnd;
import dev.foray.protocol.WorkerState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes the ends of attempts, however they become known (an exit, a silence, a timeout, a refusal),
 * and has each settled against the ledger's row. An end that is told twice, or late, changes
 * nothing. Thread-safe.
 */
public final class Endings {
  private final Ledger ledger;
  private final Roster roster;
  private final Reports reports;
  private final ChunkVerdict chunks;
  private final StepVerdict steps;

  public Endings(
      Ledger ledger, Roster roster, Reports reports, ChunkVerdict chunks, StepVerdict steps) {
    this.ledger = ledger;
    this.roster = roster;
    this.reports = reports;
    this.chunks = chunks;
    this.steps = steps;
  }

  /** The runner's process has ended. */
  public void exited(AttemptId attempt, int exitCode, String logTail) {
    exited(new AttemptEnd(attempt, exitCode, logTail));
  }

  /** The same, where the runner may have left a trace of what was in {@code map}. */
  public void exited(AttemptEnd end) {
    AttemptId attempt = end.attempt();
    Optional<Reports.Reported> report = reports.of(attempt);
    if (report.isPresent()) {
      settle(attempt, reported(report.get(), end.exitCode()));
    } else if (end.exitCode() == RunnerExit.INFRASTRUCTURE.code()) {
      settle(attempt, unreported(end));
    } else {
      died(end);
    }
    reports.forget(attempt);
    roster.unseat(attempt);
  }

  /** The runner says that it has committed; its process still runs. */
  public void committed(AttemptId attempt) {
    settle(attempt, new AttemptOutcome(AttemptState.SUCCEEDED, null, null, null));
  }

  /** Nobody can say what became of the attempt: it is fenced before anything else. */
  public void lost(AttemptId attempt, String why) {
    ledger.endSessions(attempt);
    settle(attempt, failed(AttemptState.LOST, FailureKind.LOST, why, null));
    roster.unseat(attempt);
  }

  /**
   * Its worker went without notice. For the second time with this chunk at work, it is taken for
   * the chunk's doing, as when it fills the node's memory.
   */
  void workerLost(AttemptId attempt, String why) {
    if (attempt.step() == Step.CHUNK && wasLostBefore(attempt)) {
      ledger.endSessions(attempt);
      settle(
          attempt,
          failed(
              AttemptState.LOST,
              FailureKind.RUNNER_DIED,
              why + "; this chunk was lost with a worker before, so it counts against the chunk",
              null));
      roster.unseat(attempt);
    } else {
      lost(attempt, why);
    }
  }

  /** Since the last retry. */
  private boolean wasLostBefore(AttemptId attempt) {
    int retriedAfter =
        ledger.chunks().find(attempt.job(), attempt.chunk()).map(Chunk::retriedAfter).orElse(0);
    return ledger.attempts().of(attempt.job(), Step.CHUNK, attempt.chunk()).stream()
        .filter(earlier -> earlier.id().number() > retriedAfter)
        .filter(earlier -> earlier.id().number() < attempt.number())
        .filter(earlier -> !ranBeside(attempt, earlier))
        .anyMatch(earlier -> earlier.state() == AttemptState.LOST && lostItsWorker(earlier));
  }

  /** Two that ran at one time are lost once, with one worker or with two. */
  private boolean ranBeside(AttemptId attempt, Attempt earlier) {
    return ledger
        .attempts()
        .find(attempt)
        .filter(row -> earlier.endedAt() == null || !earlier.endedAt().isBefore(row.dispatchedAt()))
        .isPresent();
  }

  private boolean lostItsWorker(Attempt attempt) {
    return attempt.worker() != null
        && ledger
            .workers()
            .find(attempt.worker())
            .filter(worker -> worker.state() == WorkerState.LOST)
            .isPresent();
  }

  /** It never began: the worker refused it, or could not be reached. */
  public void notStarted(AttemptId attempt, String why) {
    settle(attempt, failed(AttemptState.FAILED, FailureKind.INFRASTRUCTURE, why, null));
    roster.unseat(attempt);
  }

  /** It took too long; its process may still run and holds its slot until it has ended. */
  public void timedOut(AttemptId attempt, String why) {
    ledger.endSessions(attempt);
    settle(attempt, failed(AttemptState.TIMED_OUT, FailureKind.TIMED_OUT, why, null));
  }

  private void settle(AttemptId attempt, AttemptOutcome outcome) {
    if (attempt.step() == Step.CHUNK) {
      chunks.settle(attempt, outcome);
    } else {
      steps.settle(attempt, outcome);
    }
  }

  private static AttemptOutcome reported(Reports.Reported report, int exitCode) {
    return new AttemptOutcome(stateOf(report.kind()), report.kind(), report.failure(), exitCode);
  }

  /** A report that did not arrive, or that an earlier Master took. */
  private static AttemptOutcome unreported(AttemptEnd end) {
    return failed(
        AttemptState.FAILED,
        FailureKind.INFRASTRUCTURE,
        "the runner of "
            + end.attempt()
            + " failed, which was not the job's fault, and its report did not arrive; its log says why",
        end.exitCode());
  }

  private void died(AttemptEnd end) {
    AttemptId attempt = end.attempt();
    Death death = new Death(attempt, end.exitCode(), end.inMap());
    AttemptOutcome outcome =
        failed(
            AttemptState.FAILED,
            FailureKind.RUNNER_DIED,
            death.sentence(lastLine(end.logTail())),
            end.exitCode());
    if (attempt.step() == Step.CHUNK) {
      chunks.settle(
          attempt, outcome, () -> ledger.suspects().note(attempt, end.inMap(), death.cause()));
    } else {
      steps.settle(attempt, outcome);
    }
  }

  private static String lastLine(String logTail) {
    String trimmed = logTail.strip();
    return trimmed.isEmpty() ? "(empty)" : trimmed.substring(trimmed.lastIndexOf('\n') + 1);
  }

  private static AttemptState stateOf(FailureKind kind) {
    return switch (kind) {
      case TIMED_OUT -> AttemptState.TIMED_OUT;
      case CANCELLED -> AttemptState.CANCELLED;
      case LOST -> AttemptState.LOST;
      case USER_CODE, MISTAKE, RUNNER_DIED, INFRASTRUCTURE, FENCED -> AttemptState.FAILED;
    };
  }

  private static AttemptOutcome failed(
      AttemptState state, FailureKind kind, String message, @Nullable Integer exitCode) {
    return new AttemptOutcome(
        state, kind, new RemoteFailure(kind.name(), message, kind.name(), ""), exitCode);
  }
}
