package dev.foray.worker.report;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.protocol.WorkerDesk;
import dev.foray.transport.TestCluster;
import java.rmi.ConnectException;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A Master's desk that notes what it is told, and can be away, forgetful, or refuse. */
public final class FakeDesk implements WorkerDesk, MasterDesk {
  private volatile Endpoint code = new Endpoint("127.0.0.1", 2);
  private final List<Registration> registrations = new CopyOnWriteArrayList<>();
  private final List<Heartbeat> heartbeats = new CopyOnWriteArrayList<>();
  private final List<AttemptEnd> ends = new CopyOnWriteArrayList<>();
  private final List<String> renewals = new CopyOnWriteArrayList<>();
  private final TestCluster cluster = new TestCluster();
  private final List<String> left = new CopyOnWriteArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final long heartbeatMillis;
  private volatile boolean away;
  private volatile boolean failsOnRenewal;
  private volatile boolean forgetful;
  private volatile @Nullable AttemptId indigestible;
  private volatile @Nullable String refusal;

  public FakeDesk(long heartbeatMillis) {
    this.heartbeatMillis = heartbeatMillis;
  }

  public void away(boolean now) {
    away = now;
  }

  /** Forgets its workers: the next heartbeat is not known any more. */
  public void forget() {
    forgetful = true;
  }

  /** Fails on this attempt's end whenever it is told; null: on none. */
  public void failOn(@Nullable AttemptId attempt) {
    indigestible = attempt;
  }

  public void refuse(String why) {
    refusal = why;
  }

  public List<Registration> registrations() {
    return registrations;
  }

  public List<Heartbeat> heartbeats() {
    return heartbeats;
  }

  public List<AttemptEnd> ends() {
    return ends;
  }

  public List<String> left() {
    return left;
  }

  /** Calls, also those that met nobody. */
  public int calls() {
    return calls.get();
  }

  /** Waits for this to hold, looking again at each call, of which there is one each heartbeat. */
  public synchronized void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!condition.call()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("did not come to hold; the desk was told " + ends + heartbeats);
      }
      wait(left);
    }
  }

  @Override
  public WorkerDesk open() {
    return this;
  }

  /** Where it says that code is to be had. */
  public void codeIsAt(Endpoint https) {
    code = https;
  }

  @Override
  public Welcome register(Registration registration) throws RemoteException, Refused {
    answer();
    String why = refusal;
    if (why != null) {
      throw new Refused(ExitCode.WRONG_USE, why);
    }
    forgetful = false;
    registrations.add(registration);
    return new Welcome(
        "worker-" + registrations.size(), 7, 6 * heartbeatMillis, heartbeatMillis, code);
  }

  @Override
  public boolean heartbeat(String worker, Heartbeat heartbeat) throws RemoteException {
    answer();
    if (forgetful) {
      return false;
    }
    heartbeats.add(heartbeat);
    return true;
  }

  @Override
  public void attemptEnded(String worker, AttemptEnd end) throws RemoteException {
    answer();
    if (end.attempt().equals(indigestible)) {
      throw new RemoteException("attemptEnded failed there");
    }
    ends.add(end);
  }

  @Override
  public String renew(String worker, String request) throws RemoteException {
    answer();
    if (failsOnRenewal) {
      throw new RemoteException("renew failed there");
    }
    renewals.add(worker);
    return cluster.certified(request, "node-3");
  }

  public void failOnRenewal(boolean now) {
    failsOnRenewal = now;
  }

  /** Those that asked for another certificate. */
  List<String> renewals() {
    return renewals;
  }

  @Override
  public void deregister(String worker) throws RemoteException {
    answer();
    left.add(worker);
  }

  private synchronized void answer() throws RemoteException {
    calls.incrementAndGet();
    notifyAll();
    if (away) {
      throw new ConnectException("nothing listens there");
    }
  }
}
