package dev.foray.master.enrol;

import dev.foray.master.dispatch.Roster;
import dev.foray.master.ledger.Attempt;
import dev.foray.master.ledger.Certified;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.Worker;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Role;
import dev.foray.protocol.WorkerDesk.AttemptEnd;
import dev.foray.protocol.WorkerDesk.Registration;
import dev.foray.protocol.WorkerState;
import dev.foray.transport.Caller;
import dev.foray.transport.Doorkeeper;
import dev.foray.transport.Party;
import java.rmi.AccessException;
import java.time.Instant;
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
  public void check(Caller caller, Role needed, Object[] arguments) throws AccessException {
    Party party = caller.party();
    if (!roleOf(party, caller.validFrom()).includes(needed)) {
      throw new AccessException(party + " may not do that: it takes the role " + needed);
    }
    switch (party.kind()) {
      case WORKER -> checkWorker(party, arguments);
      case ATTEMPT -> checkAttempt(party, arguments);
      case MASTER, ADMIN -> {}
    }
  }

  /**
   * What somebody is here now.
   *
   * @param validFrom when the certificate that was shown begins
   * @throws AccessException if they are of another cluster, not known or shut out
   */
  public Role roleOf(Party party, Instant validFrom) throws AccessException {
    if (!party.cluster().equals(cluster)) {
      throw new AccessException(party + " is of another cluster than " + cluster);
    }
    return switch (party.kind()) {
      case MASTER -> Role.MASTER;
      case ATTEMPT -> Role.ATTEMPT;
      case WORKER -> {
        requireNotRevoked(party, validFrom, ledger.identities().revokedAt(Register.nameOf(party)));
        yield Role.WORKER;
      }
      case ADMIN -> {
        Certified person =
            ledger
                .identities()
                .find(Register.nameOf(party))
                .orElseThrow(
                    () ->
                        new AccessException(
                            party + " is not known here: ask an admin for an invitation"));
        requireNotRevoked(party, validFrom, Optional.ofNullable(person.revokedAt()));
        yield person.role();
      }
    };
  }

  /**
   * Certificates tell times in seconds: what was issued in the second of the end is out as well.
   */
  private static void requireNotRevoked(Party party, Instant validFrom, Optional<Instant> revoked)
      throws AccessException {
    if (revoked.filter(end -> !CertificateAuthority.issued(validFrom).isAfter(end)).isPresent()) {
      throw new AccessException(party + " was shut out: ask an admin for an invitation");
    }
  }

  /**
   * What a worker says is about itself: its first argument, if any, names it, its node, or an
   * attempt that ran there.
   */
  private void checkWorker(Party caller, Object[] arguments) throws AccessException {
    if (arguments.length == 0) {
      return;
    }
    if (arguments[0] instanceof AttemptId attempt) {
      checkRan(caller, attempt);
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
    checkRan(caller, attempt);
  }

  private void checkRan(Party caller, AttemptId attempt) throws AccessException {
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
    if (!ledger.attempts().isAlive(attempt)) {
      throw new AccessException(attempt + " is not current: it has ended, or a newer one runs");
    }
  }
}
