package dev.foray.worker;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Names;
import dev.foray.protocol.ProtocolVersion;
import dev.foray.protocol.Refused;
import dev.foray.protocol.WorkerDesk.AttemptEnd;
import dev.foray.protocol.WorkerDesk.Registration;
import dev.foray.protocol.WorkerDesk.Welcome;
import dev.foray.transport.Doorkeeper;
import dev.foray.transport.RmiHost;
import dev.foray.worker.code.MasterPlace;
import dev.foray.worker.logs.EndedLogs;
import dev.foray.worker.logs.LogTaker;
import dev.foray.worker.process.AttemptLogs;
import dev.foray.worker.process.Runners;
import dev.foray.worker.report.Ends;
import dev.foray.worker.report.LifeSign;
import dev.foray.worker.report.Loop;
import dev.foray.worker.report.Machine;
import dev.foray.worker.report.MasterDesk;
import dev.foray.worker.report.Membership;
import dev.foray.worker.report.OwnIdentity;
import dev.foray.worker.report.SpotWatch;
import dev.foray.worker.report.WorkerLog;
import dev.foray.worker.slots.Epoch;
import dev.foray.worker.slots.Slots;
import java.io.IOException;
import java.rmi.RemoteException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The daemon of a node, put together: its slots, its talk with the Master, its service. Made by
 * {@link WorkerMain}, which waits for its end. A Master that dies is waited for while there is work
 * or hope; when this process dies, its runners halt, and their leases run out. Thread-safe.
 */
final class Worker implements Membership.Self, Slots.Events {
  private static final Duration TIMEOUTS = Duration.ofSeconds(10);
  private static final Duration KILL = Duration.ofSeconds(2);

  /** As long as a runner gives to those of its job. */
  private static final Duration SHUTDOWN_HOOKS = Duration.ofSeconds(11);

  private static final Duration LAST_REPORTS = Duration.ofSeconds(3);
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final WorkerOptions options;
  private final MasterPlace place;
  private final BootSteps steps;
  private final Machine machine = new Machine();
  private final Epoch epoch = new Epoch();
  private final Slots slots;
  private final Ends ends;
  private final Membership membership;
  private final RmiHost host;
  private final Loop heartbeats;
  private final Loop reports;
  private final EndedLogs endedLogs;
  private final Loop logsToSend;
  private final Loop timeouts;
  private final Optional<Loop> spotWatch;
  private volatile @Nullable String leaving;
  private final CompletableFuture<Ending> ending = new CompletableFuture<>();

  /**
   * Opens the port; {@link #runUntilEnd} does the rest.
   *
   * @param self as whom it calls and is called
   * @param taker keeps the logs of attempts that have ended
   * @param place told where the Master is that welcomes it
   * @param steps what the node did up to here, for the Master
   * @throws IOException if the port can't be opened; the message is one sentence
   */
  Worker(
      WorkerOptions options,
      OwnIdentity self,
      Runners runners,
      AttemptLogs logs,
      LogTaker taker,
      MasterDesk desk,
      MasterPlace place,
      BootSteps steps)
      throws IOException {
    this.options = options;
    this.place = place;
    this.steps = steps;
    this.slots = new Slots(options.slots(), runners, System::nanoTime, this);
    this.membership =
        new Membership(desk, machine, options.masterlessLimit(), System::nanoTime, self, this);
    this.ends = new Ends(desk, membership::worker, this::endIfDrained);
    this.heartbeats =
        new Loop(
            "heartbeats", new LifeSign(options.lifeSign(), InstantSource.system(), membership));
    this.reports = new Loop("reports", ends);
    this.endedLogs = new EndedLogs(taker, logs::fileOf, System::nanoTime);
    this.logsToSend = new Loop("logs", endedLogs);
    this.timeouts = new Loop("timeouts", this::killOverdue);
    this.spotWatch =
        Optional.ofNullable(options.metadata())
            .map(service -> new Loop("spot-watch", new SpotWatch(service, this::machineLeaves)));
    this.host =
        RmiHost.listen(
            self, Doorkeeper.byCertificate(), options.bind(), options.advertise(), options.port());
    this.host.serve(
        Names.WORKER_SERVICE,
        new WorkerServiceEndpoint(options.node(), epoch, slots, logs, this::endIfDrained));
  }

  /** Works until there is a reason to end, then ends in order. */
  Ending runUntilEnd() {
    WorkerLog.listens(options.node(), service(), options.slots(), options.master());
    heartbeats.start();
    reports.start();
    logsToSend.start();
    timeouts.start();
    spotWatch.ifPresent(Loop::start);
    Ending why = ending.join();
    stop(why);
    return why;
  }

  /** The first reason counts; returns at once. */
  void end(Ending why) {
    ending.complete(why);
  }

  /** The order in which a worker ends: each step within its limit. */
  private void stop(Ending why) {
    slots.drain();
    timeouts.close();
    spotWatch.ifPresent(Loop::close);
    try {
      slots.killAll();
      if (!slots.awaitEmpty(KILL)) {
        WorkerLog.stillRunning(slots.running().size());
      }
      if (why == Ending.DRAINED && !slots.awaitGone(SHUTDOWN_HOOKS)) {
        WorkerLog.stillEnding(SHUTDOWN_HOOKS);
      }
      if (why.saysGoodbye()) {
        ends.awaitEmpty(LAST_REPORTS);
        sendLogs(why.lastLogs());
      }
      logsToSend.close();
      heartbeats.close();
      reports.close();
      if (why.saysGoodbye()) {
        sayGoodbye();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    host.close();
    WorkerLog.ended(why);
  }

  private void sendLogs(Duration longest) throws InterruptedException {
    hurryLogs();
    if (!endedLogs.awaitEmpty(longest)) {
      WorkerLog.logsLeft(endedLogs.left(), longest);
    }
  }

  private void hurryLogs() {
    endedLogs.hurry();
    logsToSend.wake();
  }

  /** On a thread of its own: an answer may take longer than there is time. */
  private void sayGoodbye() throws InterruptedException {
    CompletableFuture<Void> said = CompletableFuture.runAsync(this::leave, this::onItsOwnThread);
    try {
      said.get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
      WorkerLog.noGoodbye(String.valueOf(e.getMessage()));
    }
  }

  private void leave() {
    try {
      membership.leave();
    } catch (RemoteException e) {
      WorkerLog.noGoodbye(String.valueOf(e.getMessage()));
    }
  }

  private void onItsOwnThread(Runnable work) {
    Thread thread = new Thread(work, "goodbye");
    thread.setDaemon(true);
    thread.start();
  }

  private void endIfDrained() {
    if (slots.isDraining() && slots.isEmpty() && ends.isEmpty()) {
      end(Ending.DRAINED);
    }
  }

  /** What runs may finish, if there is time; the Master hears of it with the next heartbeat. */
  private void machineLeaves(String why) {
    if (leaving == null) {
      leaving = why;
      WorkerLog.leaving(why);
      slots.drain();
      hurryLogs();
      heartbeats.wake();
      endIfDrained();
    }
  }

  private Duration killOverdue() {
    slots.killOverdue();
    return TIMEOUTS;
  }

  private Endpoint service() {
    return new Endpoint(options.advertise(), host.port());
  }

  @Override
  public void ended(AttemptEnd end) {
    ends.add(end);
    reports.wake();
    if (endedLogs.add(end.attempt(), end.exitCode() != 0)) {
      logsToSend.wake();
    }
  }

  @Override
  public void freed() {
    endIfDrained();
  }

  @Override
  public List<AttemptId> running() {
    return slots.running();
  }

  @Override
  public List<AttemptId> held() {
    Set<AttemptId> held = new LinkedHashSet<>(slots.running());
    held.addAll(ends.untaken());
    return List.copyOf(held);
  }

  @Override
  public Optional<String> leaving() {
    return Optional.ofNullable(leaving);
  }

  @Override
  public Registration registration() {
    return new Registration(
        ProtocolVersion.CURRENT,
        options.node(),
        service(),
        options.slots(),
        machine.cores(),
        machine.memoryBytes(),
        ProcessHandle.current().pid(),
        Runtime.version().toString(),
        held(),
        steps.all());
  }

  @Override
  public void welcome(Welcome welcome) {
    epoch.learn(welcome.epoch());
    place.learn(welcome.https());
    reports.wake();
  }

  @Override
  public void refused(Refused why) {
    WorkerLog.refused(String.valueOf(why.getMessage()));
    end(Ending.REFUSED);
  }

  @Override
  public void masterless() {
    end(Ending.MASTERLESS);
  }
}
