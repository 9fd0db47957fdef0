package dev.foray.master.enrol;

import dev.foray.master.dispatch.Roster;
import dev.foray.master.ledger.Attempt;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.Worker;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Role;
import dev.foray.protocol.WorkerDesk.AttemptEnd;
import dev.foray.protocol.WorkerDesk.Registration;
import dev.foray.protocol.WorkerState;
import dev.foray.transport.Doorkeeper;
import dev.foray.transport.Party;
import java.rmi.AccessException;
import java.util.Locale;
import java.util.Optional;

/**
 * Who may call what of the Master: a person by the role in the ledger, a worker for its own node,
 * an attempt for itself while it is current. Made by the Master, asked before each call.
 * Thread-safe.
 */
public final class MasterDoor implements Doorkeeper {
  private final String cluster;
  private final Ledger ledger;
  private final Roster roster;

  public MasterDoor(String cluster, Ledger ledger, Roster roster) {
    this.cluster = cluster;
    this.ledger = ledger;
    this.roster = roster;
  }

  @Override
  public void check(Party caller, Role needed, Object[] arguments) throws AccessException {
    if (!caller.cluster().equals(cluster) || !roleOf(caller).includes(needed)) {
      throw new AccessException(caller + " may not do that: it takes the role " + needed);
    }
    switch (caller.kind()) {
      case WORKER -> checkWorker(caller, arguments);
      case ATTEMPT -> checkAttempt(caller, arguments);
      case MASTER, ADMIN -> {}
    }
  }

  /** As it stands in the ledger. */
  static String nameOf(Party party) {
    return party.kind().name().toLowerCase(Locale.ROOT) + "/" + party.id();
  }

  private Role roleOf(Party caller) throws AccessException {
    return switch (caller.kind()) {
      case MASTER -> Role.MASTER;
      case WORKER -> Role.WORKER;
      case ATTEMPT -> Role.ATTEMPT;
      case ADMIN ->
          ledger
              .identities()
              .role(nameOf(caller))
              .orElseThrow(
                  () ->
                      new AccessException(
                          caller + " is not known here, or was shut out: ask for an invitation"));
    };
  }

  /** What a worker says is about itself: its first argument, if any, names it, or its node. */
  private void checkWorker(Party caller, Object[] arguments) throws AccessException {
    if (ledger.identities().isRevoked(nameOf(caller))) {
      throw new AccessException(caller + " was shut out");
    }
    if (arguments.length == 0) {
      return;
    }
    boolean itsOwn =
        arguments[0] instanceof Registration registration
            ? registration.node().equals(caller.id())
            : arguments[0] instanceof String worker && isOf(caller, worker);
    if (!itsOwn) {
      throw new AccessException(caller + " may speak for itself alone");
    }
    if (arguments.length > 1 && arguments[1] instanceof AttemptEnd end) {
      checkEnd(caller, String.valueOf(arguments[0]), end.attempt());
    }
  }

  private boolean isOf(Party caller, String worker) {
    return roster
        .find(worker)
        .map(Roster.Standing::worker)
        .or(() -> ledger.workers().find(worker))
        .map(Worker::node)
        .filter(caller.id()::equals)
        .isPresent();
  }

  /** A worker that was declared lost has nothing to report of what was taken from it. */
  private void checkEnd(Party caller, String worker, AttemptId attempt) throws AccessException {
    if (roster.find(worker).isEmpty()
        && ledger.workers().find(worker).map(Worker::state).orElse(WorkerState.LOST)
            == WorkerState.LOST) {
      throw new AccessException(worker + " was declared lost: it must register anew");
    }
    boolean ranThere =
        roster.seats(attempt::equals).stream().anyMatch(seat -> isOf(caller, seat.worker()))
            || workerOf(attempt).filter(former -> isOf(caller, former)).isPresent();
    if (!ranThere) {
      throw new AccessException(attempt + " was never given to " + caller);
    }
  }

  private Optional<String> workerOf(AttemptId attempt) {
    return ledger.attempts().find(attempt).map(Attempt::worker);
  }

  private void checkAttempt(Party caller, Object[] arguments) throws AccessException {
    if (arguments.length == 0
        || !(arguments[0] instanceof AttemptId attempt)
        || !Party.attempt(cluster, attempt).equals(caller)) {
      throw new AccessException(caller + " may speak for itself alone");
    }
    boolean current =
        ledger.attempts().find(attempt).filter(row -> !row.state().isTerminal()).isPresent();
    if (!current) {
      throw new AccessException(attempt + " is not current: it has ended, or a newer one runs");
    }
  }
}
