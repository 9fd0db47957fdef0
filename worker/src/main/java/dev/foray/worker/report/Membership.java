package dev.foray.worker.report;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Refused;
import dev.foray.protocol.WorkerDesk.Heartbeat;
import dev.foray.protocol.WorkerDesk.Registration;
import dev.foray.protocol.WorkerDesk.Welcome;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * This worker among the Master's: registers, sends heartbeats that say what runs, registers anew
 * where the Master does not know it any more. A Master that does not answer is tried again, at
 * growing intervals; its absence is logged when it begins and when it ends, and with nothing to do
 * it is endured for so long and no longer. One loop runs it, any thread asks for the id.
 */
public final class Membership implements Loop.Step {
  private static final Duration FIRST_RETRY = Duration.ofMillis(250);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);

  private final MasterDesk desk;
  private final Machine machine;
  private final Duration masterlessLimit;
  private final LongSupplier nanoTime;
  private final Self self;
  private final OwnIdentity identity;

  private volatile @Nullable String worker;
  private Duration interval = LONGEST_RETRY;
  private Duration retry = FIRST_RETRY;
  private long heardAt;
  private long neededAt;
  private boolean away;
  private volatile boolean left;

  /** The worker that is a member. */
  public interface Self {
    /** What runs. */
    List<AttemptId> running();

    /** What the Master should count as held here: what runs, and ends that it has not taken. */
    List<AttemptId> held();

    Registration registration();

    /** Why this machine is about to go; empty: it stays. */
    Optional<String> leaving();

    void welcome(Welcome welcome);

    void refused(Refused why);

    /** There was no Master and nothing to do for the limit. */
    void masterless();
  }

  /**
   * @param masterlessLimit how long to go on with neither a Master nor anything to do
   * @param nanoTime a monotonic clock in nanoseconds
   * @param identity renewed where it is due
   */
  public Membership(
      MasterDesk desk,
      Machine machine,
      Duration masterlessLimit,
      LongSupplier nanoTime,
      OwnIdentity identity,
      Self self) {
    this.desk = desk;
    this.machine = machine;
    this.masterlessLimit = masterlessLimit;
    this.nanoTime = nanoTime;
    this.identity = identity;
    this.self = self;
    this.heardAt = nanoTime.getAsLong();
    this.neededAt = heardAt;
  }

  /** The id under which the Master knows this worker now. */
  public Optional<String> worker() {
    return Optional.ofNullable(worker);
  }

  @Override
  public Duration runOnce() {
    try {
      beat();
      heard();
      return interval;
    } catch (Refused e) {
      self.refused(e);
      return LONGEST_RETRY;
    } catch (RemoteException e) {
      return notHeard(String.valueOf(e.getMessage()));
    }
  }

  /** Says goodbye, where the Master knows this worker; it does not register again. */
  public void leave() throws RemoteException {
    left = true;
    String id = worker;
    worker = null;
    if (id != null) {
      desk.open().deregister(id);
    }
  }

  private void beat() throws RemoteException, Refused {
    String id = worker;
    if (id == null) {
      register();
      return;
    }
    Heartbeat heartbeat =
        new Heartbeat(
            self.held(), machine.load(), machine.freeMemoryBytes(), self.leaving().orElse(""));
    if (!desk.open().heartbeat(id, heartbeat)) {
      WorkerLog.unknown(id);
      worker = null;
      register();
      return;
    }
    identity.renewWhenDue(desk.open(), id);
  }

  private void register() throws RemoteException, Refused {
    // Guard against race with a goodbye: a heartbeat behind it finds that nobody knows this worker.
    if (left) {
      return;
    }
    Welcome welcome = desk.open().register(self.registration());
    interval = Duration.ofMillis(welcome.heartbeatMillis());
    worker = welcome.worker();
    WorkerLog.registered(welcome);
    self.welcome(welcome);
  }

  private void heard() {
    long now = nanoTime.getAsLong();
    if (away) {
      WorkerLog.masterBack(Duration.ofNanos(now - heardAt));
    }
    away = false;
    heardAt = now;
    neededAt = now;
    retry = FIRST_RETRY;
  }

  private Duration notHeard(String why) {
    long now = nanoTime.getAsLong();
    int running = self.running().size();
    if (running > 0) {
      neededAt = now;
    }
    if (!away) {
      WorkerLog.masterAway(why, running, masterlessLimit);
      away = true;
    }
    if (now - neededAt >= masterlessLimit.toNanos()) {
      self.masterless();
    }
    Duration next = retry;
    retry = shorter(retry.multipliedBy(2), LONGEST_RETRY);
    return next;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
