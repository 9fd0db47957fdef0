package dev.foray.master;

import dev.foray.master.admin.Waits;
import dev.foray.master.bill.Budgets;
import dev.foray.master.bill.Estimates;
import dev.foray.master.bill.JobBills;
import dev.foray.master.bill.Prices;
import dev.foray.master.dispatch.Dispatcher;
import dev.foray.master.dispatch.Inheritance;
import dev.foray.master.dispatch.RmiWorkerLine;
import dev.foray.master.dispatch.Roster;
import dev.foray.master.dispatch.Stragglers;
import dev.foray.master.dispatch.WorkerLine;
import dev.foray.master.enrol.CertificateAuthority;
import dev.foray.master.fleet.Fleet;
import dev.foray.master.fleet.FleetLoop;
import dev.foray.master.fleet.JobTerms;
import dev.foray.master.fleet.LedgerDemand;
import dev.foray.master.fleet.NodeBook;
import dev.foray.master.fleet.NodeIds;
import dev.foray.master.fleet.Sizing;
import dev.foray.master.https.HttpsPort;
import dev.foray.master.https.Paths;
import dev.foray.master.https.Route;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.logs.LogPruning;
import dev.foray.master.logs.LogShelf;
import dev.foray.master.loop.Loop;
import dev.foray.master.metrics.Metrics;
import dev.foray.master.order.Brevity;
import dev.foray.master.outcome.Backoff;
import dev.foray.master.outcome.Cancellation;
import dev.foray.master.outcome.ChunkVerdict;
import dev.foray.master.outcome.Endings;
import dev.foray.master.outcome.JobProgress;
import dev.foray.master.outcome.Leases;
import dev.foray.master.outcome.Pace;
import dev.foray.master.outcome.Reports;
import dev.foray.master.outcome.SecondAttempts;
import dev.foray.master.outcome.Standstill;
import dev.foray.master.outcome.StepVerdict;
import dev.foray.master.outcome.Stops;
import dev.foray.master.outcome.Witness;
import dev.foray.master.outcome.WorkerLoss;
import dev.foray.master.plan.StepRunner;
import dev.foray.master.rehearsal.Rehearsal;
import dev.foray.master.rehearsal.StartArchives;
import dev.foray.master.release.CurrentRelease;
import dev.foray.master.release.Deployments;
import dev.foray.master.release.Pruning;
import dev.foray.master.release.ReleaseStore;
import dev.foray.master.submit.EffectiveSettings;
import dev.foray.master.wait.Wait;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One Master: its parts, and how they are wired. Everything it knows it reads from the ledger, so a
 * Master that starts on the ledger of one that died goes on where the rows stand. Closed in one
 * order, written in {@link #close}.
 */
final class Master implements AutoCloseable {
  // Those that are not private are what MasterDesks answers from.
  final MasterSettings settings;
  final InstantSource clock = InstantSource.system();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean closed = new AtomicBoolean();
  final DataDirectory dataDirectory;
  final Ledger ledger;
  final MasterFleet nodes;
  final MasterDoors doors;
  final Prices prices;
  final Estimates estimates;
  final JobBills bills;
  final Budgets budgets;
  final ExecutorService calls;
  final Roster roster;
  final Optional<Metrics> metrics;
  final Pace pace = new Pace(System::nanoTime);
  final Standstill standstill = new Standstill(System::nanoTime);
  final Reports reports = new Reports();
  final WorkerLine line;
  final EffectiveSettings jobSettings;
  final ReleaseStore releases;
  final CurrentRelease current;
  final LogShelf logs;
  final Endings endings;
  final WorkerLoss loss;
  final RosterCrew crew;
  private final Optional<StartArchives> startArchives;
  private final Optional<Rehearsal> rehearsal;
  final MasterRunners runners;
  private final StepRunner stepRunner;
  private final Dispatcher dispatcher;
  final Fleet fleet;
  final FleetLoop fleetLoop;
  final Waits waits;
  final MasterPost post;
  final Loop dispatching;
  private final Loop progress;
  private final Stops stops;
  private final Cancellation cancellation;
  private final List<Loop> loops = new ArrayList<>();

  /** Looks at many files, so nothing wakes it. */
  private final Loop logPruning;

  private volatile boolean superseded;

  private Master(
      MasterSettings settings,
      DataDirectory dataDirectory,
      Ledger ledger,
      CertificateAuthority authority)
      throws Refused, IOException {
    this.settings = settings;
    this.dataDirectory = dataDirectory;
    this.nodes = MasterFleet.of(settings, authority.cluster());
    this.ledger = ledger;
    this.prices = nodes.prices();
    this.estimates = nodes.estimates(ledger);
    this.bills = new JobBills(ledger, clock);
    this.budgets = new Budgets(ledger, bills, estimates, prices, clock, System::nanoTime);
    this.calls = Executors.newFixedThreadPool(8, named("worker-calls"));
    this.roster = new Roster(settings.lease(), System::nanoTime);
    this.metrics = settings.metricsBind().map(bind -> new Metrics(ledger, roster::heldFor));
    Witness witness = witness();
    this.releases = ReleaseStore.open(settings.dataDirectory().resolve("releases"), ledger, clock);
    this.current = new CurrentRelease(ledger, releases, clock);
    this.logs = new LogShelf(settings.dataDirectory().resolve("kept-logs"), settings.keptLogs());
    this.doors =
        MasterDoors.open(settings.listening(), authority, ledger, roster, nodes::paths, ownPaths());
    this.line = new RmiWorkerLine(doors.peer(), ledger.epoch());
    this.jobSettings = new EffectiveSettings(settings.mapThreads());
    Backoff backoff = new Backoff(settings.firstBackoff(), Job.LONGEST_PAUSE, new Random());
    this.endings =
        new Endings(
            ledger,
            roster,
            reports,
            new ChunkVerdict(
                ledger,
                jobSettings::of,
                backoff,
                clock,
                pace,
                standstill,
                witness,
                this::chunkEnded),
            new StepVerdict(
                ledger,
                jobSettings::of,
                backoff,
                clock,
                pace,
                standstill,
                witness,
                job -> jobMoved()));
    this.loss = new WorkerLoss(ledger, roster, endings, witness, clock);
    this.crew = new RosterCrew(ledger, roster, line, loss, clock);
    this.startArchives = settings.startArchives();
    this.rehearsal = startArchives.filter(all -> !settings.stopWithStdin()).map(Rehearsal::new);
    MasterSecrets secrets =
        new MasterSecrets(settings.dataDirectory(), settings.targets().secrets());
    this.runners =
        new MasterRunners(
            settings,
            ledger,
            doors,
            releases,
            jobSettings::of,
            secrets,
            new Brevity(estimates, roster::slots, System::nanoTime)::of,
            endings::exited);
    this.stepRunner = new StepRunner(ledger, runners.orders(), runners.onHost(), endings, clock);
    this.dispatcher =
        new Dispatcher(
            ledger,
            roster,
            line,
            runners.orders(),
            new Stragglers(ledger, roster, pace::of, System::nanoTime),
            jobSettings::of,
            budgets::holdsBack,
            settings.maxDatabaseConnections(),
            clock,
            calls,
            endings::notStarted);
    this.dispatching = new Loop("dispatcher", dispatcher, dispatcher.net());
    JobProgress jobProgress = jobProgress();
    this.progress = new Loop("job-progress", jobProgress, jobProgress.net()).resting(4);
    this.stops = new Stops(roster, line, reports);
    this.cancellation = cancellation();
    Fleet plain =
        nodes.open(
            doors, ledger, MasterSettings.java(), settings.jars("worker"), this::isStillMaster);
    this.fleet = metrics.map(measured -> measured.counted(plain)).orElse(plain);
    this.fleetLoop = fleetLoop();
    this.logPruning = new Loop("log-pruning", logPruning(), Duration.ofMinutes(5));
    this.waits =
        new Waits(
            ledger,
            roster,
            dispatcher,
            fleetLoop::waitsFor,
            stepRunner::holdsBack,
            () ->
                ledger
                    .fullDisk()
                    .map(full -> new Wait.DiskFull(full.directory(), full.since(), full.longest())),
            budgets::holdsBack,
            jobSettings::of,
            clock);
    this.post =
        new MasterPost(settings, ledger, authority.cluster(), secrets, waits, pace, budgets, clock);
  }

  /**
   * Opens a Master: takes the data directory, opens the ledger, listens, starts the loops.
   *
   * @throws Refused with one sentence, if any of it can't be had; nothing is left open
   */
  static Master open(MasterSettings settings) throws Refused, IOException {
    DataDirectory directory = DataDirectory.take(settings.dataDirectory());
    try {
      CertificateAuthority authority =
          CertificateAuthority.open(settings.dataDirectory().resolve("ca"), InstantSource.system());
      Ledger ledger =
          Ledger.open(
              settings.ledger(), settings.ifHeld(), settings.lease(), authority.fingerprint());
      try {
        Master master = new Master(settings, directory, ledger, authority);
        master.start();
        return master;
      } catch (Exception e) {
        ledger.close();
        throw e;
      }
    } catch (Exception e) {
      directory.close();
      throw e;
    }
  }

  /** Waits until it is closed, or has to be: another Master has taken over. */
  ExitCode awaitEnd() throws InterruptedException {
    ended.await();
    return superseded ? ExitCode.SUPERSEDED : ExitCode.SUCCEEDED;
  }

  private void start() throws IOException {
    Inheritance.enter(ledger, roster, this::timeoutOf);
    new MasterDesks(this).open();
    loops.add(new Loop("step-runner", stepRunner, stepRunner.net()));
    loops.add(progress);
    loops.add(dispatching);
    loops.add(new Loop("cancellation", cancellation, cancellation.net()));
    SecondAttempts second = secondAttempts();
    loops.add(new Loop("second-attempts", second, second.net()));
    loops.add(new Loop("leases", leases(), settings.lease().dividedBy(10)));
    loops.add(new Loop("fleet", fleetLoop::runOnce, fleetLoop.net()));
    loops.add(new Loop("certificates", doors::renew, Duration.ofHours(1)));
    loops.add(new Loop("pruning", new Pruning(ledger, releases, clock), Duration.ofHours(1)));
    loops.add(new Loop("epoch", this::renewEpoch, settings.lease().dividedBy(6)));
    loops.forEach(Loop::start);
    logPruning.start();
    post.start();
    Endpoint address = address();
    doors.admitThisHost(dataDirectory.path());
    dataDirectory.publish(
        address,
        doors.httpsAddress(),
        settings.metricsBind().map(MetricsBind::endpoint).orElse(null));
    MasterLog.ready(address, ledger.describe(), ledger.epoch());
    rehearsal.ifPresent(Rehearsal::start);
  }

  private Witness witness() {
    return metrics.map(Metrics::witness).orElse(Witness.NONE);
  }

  private List<Route> ownPaths() {
    List<Route> paths = new ArrayList<>(Paths.ofLogs(logs));
    paths.addAll(
        Paths.ofReleases(
            ledger, new Deployments(releases, current), current, HttpsPort.Limits.USUAL));
    return paths;
  }

  Sizing sizing() {
    return nodes.sizing(settings.maxDatabaseConnections() / Dispatcher.CONNECTIONS_PER_CHUNK);
  }

  JobTerms terms() {
    return new JobTerms(estimates, budgets, prices, clock);
  }

  private FleetLoop fleetLoop() {
    Sizing sizing = sizing();
    return new FleetLoop(
        fleet,
        new NodeBook(ledger.nodes(), fleet.name(), clock, new NodeIds(), prices),
        crew,
        new LedgerDemand(ledger, jobSettings::of, sizing, terms()),
        sizing,
        nodes.limits(),
        System::nanoTime);
  }

  private JobProgress jobProgress() {
    return new JobProgress(ledger, clock, pace, standstill, this::jobMoved);
  }

  private Cancellation cancellation() {
    return new Cancellation(
        ledger, roster, stops, reports, witness(), clock, runners.onHost()::kill, this::jobMoved);
  }

  private SecondAttempts secondAttempts() {
    return new SecondAttempts(ledger, roster, stops, witness(), pace, dispatcher::lacksRoom, clock);
  }

  private Leases leases() {
    return new Leases(
        ledger, roster, loss, endings, line, settings.lease(), calls, System::nanoTime);
  }

  private LogPruning logPruning() {
    return new LogPruning(logs, runners.logs(), settings.logTerm(), this::hasEnded, clock);
  }

  private boolean hasEnded(JobId job) {
    return ledger.jobs().find(job).filter(row -> !row.state().isTerminal()).isEmpty();
  }

  private Duration timeoutOf(Job job) {
    return Duration.ofMillis(jobSettings.of(job).attemptTimeoutMillis());
  }

  /**
   * Wakes the stages that a chunk's end concerns: with all of them awake it costs twice as much.
   */
  private void chunkEnded(JobId job) {
    if (cancellation.isUnderWay(job)) {
      wakeAll();
    } else {
      dispatching.wake();
      progress.wake();
    }
  }

  private void jobMoved() {
    wakeAll();
    post.wake();
  }

  void wakeAll() {
    loops.forEach(Loop::wake);
  }

  private boolean isStillMaster() {
    return !superseded && ledger.renew();
  }

  private void renewEpoch() {
    if (!superseded && !ledger.renew()) {
      superseded = true;
      MasterLog.superseded();
      ended.countDown();
    }
  }

  private Endpoint address() {
    return doors.address();
  }

  private static ThreadFactory named(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * Stops what begins new work first, then what runs, then what they all need. Where another Master
   * has taken over, nothing is entered in the ledger any more. Safe to repeat.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    MasterLog.closing();
    loops.forEach(Loop::close);
    logPruning.close();
    if (settings.stopWithStdin() && !superseded) {
      post.sendLast();
    }
    post.close();
    if (superseded) {
      doors.close();
      fleet.close();
    } else {
      fleetLoop.close();
    }
    runners.close();
    rehearsal.ifPresent(Rehearsal::close);
    calls.shutdownNow();
    doors.close();
    metrics.ifPresent(Metrics::close);
    ledger.close();
    try {
      dataDirectory.close();
    } catch (IOException e) {
      MasterLog.closeFailed("the data directory", e);
    }
    MasterLog.closed();
    ended.countDown();
  }
}
