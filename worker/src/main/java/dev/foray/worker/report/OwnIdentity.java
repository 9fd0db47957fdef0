package dev.foray.worker.report;

import dev.foray.protocol.Refused;
import dev.foray.protocol.WorkerDesk;
import dev.foray.transport.Identity;
import dev.foray.transport.NewKey;
import java.rmi.RemoteException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * As whom this worker calls and is called. Made when it has joined; past half of its certificate's
 * term it makes a new key and has that certified. One loop renews it, any thread asks for it.
 */
public final class OwnIdentity implements Supplier<Identity> {
  private final InstantSource clock;
  private volatile Identity identity;

  public OwnIdentity(Identity identity, InstantSource clock) {
    this.identity = identity;
    this.clock = clock;
  }

  @Override
  public Identity get() {
    return identity;
  }

  /** What goes wrong is tried again at the next heartbeat: half of the term is left. */
  void renewWhenDue(WorkerDesk desk, String worker) {
    Duration term =
        Duration.between(identity.certificate().getNotBefore().toInstant(), identity.expires());
    if (clock.instant().isBefore(identity.expires().minus(term.dividedBy(2)))) {
      return;
    }
    NewKey key = NewKey.make();
    try {
      identity = key.certified(desk.renew(worker, key.request()));
      WorkerLog.renewed(identity);
    } catch (Refused | RemoteException | IllegalArgumentException e) {
      WorkerLog.notRenewed(String.valueOf(e.getMessage()));
    }
  }
}
