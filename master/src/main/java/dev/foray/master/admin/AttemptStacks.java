package dev.foray.master.admin;

import dev.foray.master.dispatch.Roster;
import dev.foray.master.dispatch.WorkerLine;
import dev.foray.master.ledger.Attempt;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Step;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks what the threads of a running attempt do, wherever it runs: on this host, where it is an
 * attempt at plan or finish, else at the worker that holds its slot. Thread-safe.
 */
public final class AttemptStacks {
  private final Roster roster;
  private final WorkerLine line;
  private final Function<AttemptId, Optional<String>> onHost;

  /**
   * @param onHost the threads of an attempt at plan or finish; empty where it does not run
   */
  public AttemptStacks(
      Roster roster, WorkerLine line, Function<AttemptId, Optional<String>> onHost) {
    this.roster = roster;
    this.line = line;
    this.onHost = onHost;
  }

  String of(Attempt attempt) throws Refused {
    AttemptId id = attempt.id();
    if (attempt.state().isTerminal()) {
      throw new Refused(
          ExitCode.WRONG_USE, id + " has " + attempt.state() + ": it has no threads any more");
    }
    return id.step() == Step.CHUNK ? atWorker(id) : onHost.apply(id).orElseThrow(() -> gone(id));
  }

  private String atWorker(AttemptId id) throws Refused {
    Roster.Standing standing =
        roster.seats(id::equals).stream()
            .findFirst()
            .flatMap(seat -> roster.find(seat.worker()))
            .orElseThrow(() -> gone(id));
    try {
      return line.stacks(standing.worker(), id);
    } catch (WorkerLine.Unreachable | WorkerLine.NoAnswer e) {
      throw new Refused(
          ExitCode.WRONG_USE, "the threads of " + id + " are not to be had now: " + e.getMessage());
    }
  }

  private static Refused gone(AttemptId id) {
    return new Refused(ExitCode.WRONG_USE, id + " does not run any more, or not yet");
  }
}
