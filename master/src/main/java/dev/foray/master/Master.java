package dev.foray.master;

import dev.foray.launch.ClassArchives;
import dev.foray.launch.RunnerLaunch;
import dev.foray.master.admin.AttemptLogs;
import dev.foray.master.admin.AttemptStacks;
import dev.foray.master.admin.FleetAdminEndpoint;
import dev.foray.master.admin.JobAdminEndpoint;
import dev.foray.master.admin.JobView;
import dev.foray.master.admin.JobWatch;
import dev.foray.master.admin.LogAdminEndpoint;
import dev.foray.master.admin.NodeLogs;
import dev.foray.master.admin.ReleaseAdminEndpoint;
import dev.foray.master.admin.ReportAdminEndpoint;
import dev.foray.master.admin.Waits;
import dev.foray.master.admin.WatchEndpoint;
import dev.foray.master.bill.Budgets;
import dev.foray.master.bill.Estimates;
import dev.foray.master.bill.JobBills;
import dev.foray.master.bill.Prices;
import dev.foray.master.dispatch.Dispatcher;
import dev.foray.master.dispatch.Inheritance;
import dev.foray.master.dispatch.RmiWorkerLine;
import dev.foray.master.dispatch.Roster;
import dev.foray.master.dispatch.WorkerDeskEndpoint;
import dev.foray.master.dispatch.WorkerLine;
import dev.foray.master.enrol.CertificateAuthority;
import dev.foray.master.fleet.Fleet;
import dev.foray.master.fleet.FleetLoop;
import dev.foray.master.fleet.JobTerms;
import dev.foray.master.fleet.LedgerDemand;
import dev.foray.master.fleet.NodeBook;
import dev.foray.master.fleet.NodeIds;
import dev.foray.master.fleet.Outlook;
import dev.foray.master.fleet.Size;
import dev.foray.master.fleet.Sizing;
import dev.foray.master.https.HttpsPort;
import dev.foray.master.https.Paths;
import dev.foray.master.https.Route;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.Release;
import dev.foray.master.logs.LogPruning;
import dev.foray.master.logs.LogShelf;
import dev.foray.master.loop.Loop;
import dev.foray.master.metrics.Metrics;
import dev.foray.master.notify.Notices;
import dev.foray.master.notify.Post;
import dev.foray.master.order.Orders;
import dev.foray.master.outcome.AttemptDeskEndpoint;
import dev.foray.master.outcome.Backoff;
import dev.foray.master.outcome.Cancellation;
import dev.foray.master.outcome.ChunkVerdict;
import dev.foray.master.outcome.Endings;
import dev.foray.master.outcome.JobProgress;
import dev.foray.master.outcome.Leases;
import dev.foray.master.outcome.Pace;
import dev.foray.master.outcome.Reports;
import dev.foray.master.outcome.Standstill;
import dev.foray.master.outcome.StepVerdict;
import dev.foray.master.outcome.Witness;
import dev.foray.master.outcome.WorkerLoss;
import dev.foray.master.plan.HostRunners;
import dev.foray.master.plan.StepRunner;
import dev.foray.master.rehearsal.Rehearsal;
import dev.foray.master.rehearsal.StartArchives;
import dev.foray.master.release.CurrentRelease;
import dev.foray.master.release.Deployments;
import dev.foray.master.release.Pruning;
import dev.foray.master.release.ReleaseStore;
import dev.foray.master.report.JobReports;
import dev.foray.master.submit.BoundsCheck;
import dev.foray.master.submit.EffectiveSettings;
import dev.foray.master.submit.NoticeSetting;
import dev.foray.master.submit.Retries;
import dev.foray.master.submit.Submissions;
import dev.foray.master.wait.Wait;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobAdmin.MasterStatus;
import dev.foray.protocol.JobId;
import dev.foray.protocol.NamedSecret;
import dev.foray.protocol.Names;
import dev.foray.protocol.ProtocolVersion;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Role;
import dev.foray.protocol.Secret;
import dev.foray.protocol.WorkerDesk.AttemptEnd;
import dev.foray.settings.SecretFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.Remote;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * One Master: its parts, and how they are wired. Everything it knows it reads from the ledger, so a
 * Master that starts on the ledger of one that died goes on where the rows stand. Closed in one
 * order, written in {@link #close}.
 */
final class Master implements AutoCloseable {
  private final MasterSettings settings;
  private final InstantSource clock = InstantSource.system();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final DataDirectory dataDirectory;
  private final Ledger ledger;
  private final MasterFleet nodes;
  private final MasterDoors doors;
  private final Prices prices;
  private final Estimates estimates;
  private final JobBills bills;
  private final Budgets budgets;
  private final ExecutorService calls;
  private final Roster roster;
  private final Optional<Metrics> metrics;
  private final Pace pace = new Pace(System::nanoTime);
  private final Standstill standstill = new Standstill(System::nanoTime);
  private final Reports reports = new Reports();
  private final WorkerLine line;
  private final EffectiveSettings jobSettings;
  private final ReleaseStore releases;
  private final CurrentRelease current;
  private final LogShelf logs;
  private final Endings endings;
  private final WorkerLoss loss;
  private final RosterCrew crew;
  private final ClassArchives archives;
  private final Optional<StartArchives> startArchives;
  private final Optional<Rehearsal> rehearsal;
  private final HostRunners hostRunners;
  private final Orders orders;
  private final StepRunner stepRunner;
  private final Dispatcher dispatcher;
  private final Fleet fleet;
  private final FleetLoop fleetLoop;
  private final Waits waits;
  private final Post post;
  private final Loop posting;
  private final Loop noticing;
  private final Notices notices;
  private final Loop dispatching;
  private final Loop progress;
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
    this.archives =
        new ClassArchives(
            runnerLaunch(),
            settings.dataDirectory().resolve("archives"),
            ledger.database().url(),
            MasterDoors::ofTraining);
    this.startArchives = settings.startArchives();
    this.rehearsal = startArchives.filter(all -> !settings.stopWithStdin()).map(Rehearsal::new);
    this.hostRunners =
        new HostRunners(runnerLaunch(), hostLogs(), System::nanoTime, endings::exited);
    this.orders =
        new Orders(
            issuer(),
            jobSettings::of,
            this::release,
            archives::find,
            ledger.suspects()::care,
            doors::identityOf,
            this::secrets);
    this.stepRunner = new StepRunner(ledger, orders, hostRunners, endings, clock);
    this.dispatcher =
        new Dispatcher(
            ledger,
            roster,
            line,
            orders,
            jobSettings::of,
            budgets::holdsBack,
            settings.maxDatabaseConnections(),
            clock,
            calls,
            endings::notStarted);
    this.dispatching = new Loop("dispatcher", dispatcher, Duration.ofMillis(500));
    this.progress = new Loop("job-progress", jobProgress(), Duration.ofMillis(500));
    Fleet plain = nodes.open(doors, ledger, java(), jars("worker"), this::isStillMaster);
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
    this.post = new Post(ledger, settings.targets(), this::secret, authority.cluster(), clock);
    this.posting = new Loop("post", post, Duration.ofSeconds(1));
    this.notices = notices(authority.cluster());
    this.noticing = new Loop("notices", notices, Duration.ofSeconds(5));
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
    serve();
    loops.add(new Loop("step-runner", stepRunner, Duration.ofMillis(500)));
    loops.add(progress);
    loops.add(dispatching);
    loops.add(new Loop("cancellation", cancellation(), Duration.ofSeconds(1)));
    loops.add(new Loop("leases", leases(), settings.lease().dividedBy(10)));
    loops.add(new Loop("fleet", fleetLoop::runOnce, Duration.ofMillis(500)));
    loops.add(new Loop("certificates", doors::renew, Duration.ofHours(1)));
    loops.add(new Loop("pruning", new Pruning(ledger, releases, clock), Duration.ofHours(1)));
    loops.add(new Loop("epoch", this::renewEpoch, settings.lease().dividedBy(6)));
    loops.forEach(Loop::start);
    logPruning.start();
    noticing.start();
    posting.start();
    Endpoint address = address();
    doors.admitThisHost(dataDirectory.path());
    dataDirectory.publish(address, doors.httpsAddress());
    MasterLog.ready(address, ledger.describe(), ledger.epoch());
    rehearsal.ifPresent(Rehearsal::start);
  }

  private Witness witness() {
    return metrics.map(Metrics::witness).orElse(Witness.NONE);
  }

  private void serve(String name, Remote service) throws IOException {
    doors.serve(name, metrics.map(measured -> measured.timed(service)).orElse(service));
  }

  private void openMetrics() throws IOException {
    if (metrics.isPresent() && settings.metricsBind().isPresent()) {
      MetricsBind bind = settings.metricsBind().get();
      Metrics measured =
          metrics
              .get()
              .reading(
                  fleet.name(),
                  roster::all,
                  waits::of,
                  pace::pairsPerSecond,
                  budgets::left,
                  notices::stalled,
                  clock,
                  System::nanoTime);
      Route route = measured.route(bind.isForThisHostAlone() ? null : Role.VIEWER);
      MasterLog.measured(bind, doors.openMetrics(bind, route));
    }
  }

  private List<Route> ownPaths() {
    List<Route> paths = new ArrayList<>(Paths.ofLogs(logs));
    paths.addAll(
        Paths.ofReleases(
            ledger, new Deployments(releases, current), current, HttpsPort.Limits.USUAL));
    return paths;
  }

  private Sizing sizing() {
    return nodes.sizing(settings.maxDatabaseConnections() / Dispatcher.CONNECTIONS_PER_CHUNK);
  }

  /** Chunks of a job in earnest that may run at once: of a dry run it is one. */
  private int slotsInEarnest(Job job) {
    return Math.min(sizing().mostSlots(), jobSettings.inEarnest(job).maxRunningChunks());
  }

  private JobTerms terms() {
    return new JobTerms(estimates, budgets, prices, clock);
  }

  private Outlook outlook() {
    return new Outlook(
        sizing(),
        terms(),
        jobSettings::inEarnest,
        nodes.machine(),
        Dispatcher.CONNECTIONS_PER_CHUNK);
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

  private void serve() throws IOException {
    serve(
        Names.WORKER_DESK,
        new WorkerDeskEndpoint(
            ledger, roster, line, settings.lease(), doors.httpsAddress(), clock, workerEvents()));
    serve(Names.ATTEMPT_DESK, new AttemptDeskEndpoint(ledger, endings, reports, pace, clock));
    serve(Names.RELEASE_ADMIN, new ReleaseAdminEndpoint(ledger, current));
    FleetAdminEndpoint fleetDesk = new FleetAdminEndpoint(ledger, roster, this::drain, clock);
    serve(Names.FLEET_ADMIN, fleetDesk);
    serve(Names.IDENTITY_ADMIN, doors.identityAdmin(this::shutOut));
    AttemptStacks stacks = new AttemptStacks(roster, line, hostRunners::stacks);
    LogAdminEndpoint logDesk =
        new LogAdminEndpoint(ledger, pace, attemptLogs(), nodeLogs(), stacks);
    serve(Names.LOG_ADMIN, logDesk);
    JobView view =
        new JobView(
            ledger,
            roster,
            pace,
            waits,
            this::slotsInEarnest,
            bills::of,
            jobSettings::listed,
            post::complaint,
            clock);
    serve(
        Names.WATCH,
        new WatchEndpoint(
            status().epoch(),
            new JobWatch(ledger, roster, view, waits, logDesk),
            logDesk,
            fleetDesk,
            System::nanoTime));
    doors.serve(
        Names.REPORT_ADMIN,
        new ReportAdminEndpoint(
            ledger,
            view,
            waits,
            logDesk,
            new JobReports(ledger, status().version(), estimates::beforehand, clock)));
    BoundsCheck bounds = new BoundsCheck(prices);
    Submissions submissions =
        new Submissions(
            releases, current, ledger, settings.jobSettings(), bounds, post::check, clock);
    Retries retries = new Retries(releases, ledger);
    serve(
        Names.JOB_ADMIN,
        new JobAdminEndpoint(
            status(),
            ledger,
            submissions::submit,
            retries::retry,
            view,
            waits,
            job -> fleetLoop.sizeFor(job).map(Size::why),
            telling(),
            outlook()::of,
            bounds,
            clock,
            this::wakeAll));
    openMetrics();
  }

  private WorkerDeskEndpoint.Events workerEvents() {
    return new WorkerDeskEndpoint.Events() {
      @Override
      public void roomChanged() {
        wakeAll();
      }

      @Override
      public void exited(AttemptEnd end) {
        endings.exited(end);
        dispatching.wake();
      }

      @Override
      public String renewed(String node, String request) throws Refused {
        return doors.renewed(node, request);
      }

      @Override
      public void leaving(String worker, String why) {
        MasterLog.leaving(worker, "its machine is about to go: " + why);
        crew.drain(worker);
        wakeAll();
      }

      @Override
      public void lost(String worker, String why) {
        loss.lost(worker, why);
      }

      @Override
      public void left(String worker) {
        loss.left(worker);
      }
    };
  }

  /** A job that asks for one that can't be read fails, and names it. */
  private List<NamedSecret> secrets() {
    try {
      Set<String> own = settings.targets().secrets();
      return new SecretFiles(settings.dataDirectory())
          .all().stream().filter(secret -> !own.contains(secret.name())).toList();
    } catch (Refused e) {
      MasterLog.secretsUnusable(e);
      return List.of();
    }
  }

  private Optional<Secret> secret(String name) {
    try {
      return new SecretFiles(settings.dataDirectory())
          .all().stream()
              .filter(secret -> secret.name().equals(name))
              .map(NamedSecret::secret)
              .findFirst();
    } catch (Refused e) {
      MasterLog.secretsUnusable(e);
      return Optional.empty();
    }
  }

  private JobAdminEndpoint.Telling telling() {
    return new JobAdminEndpoint.Telling() {
      @Override
      public Optional<String> complaint(JobId job) {
        return post.complaint(job);
      }

      @Override
      public void tryOut(String target, String by) throws Refused {
        post.tryOut(target, by);
      }
    };
  }

  private Notices notices(String cluster) {
    return new Notices(
        ledger,
        new Notices.Wishes(
            NoticeSetting.NOTIFY.text(),
            NoticeSetting::target,
            NoticeSetting::stallAfter,
            posting::wake),
        waits::of,
        pace::running,
        budgets::left,
        Post::newId,
        cluster,
        clock,
        System::nanoTime);
  }

  private void drain(String worker, String by) {
    MasterLog.leaving(worker, by + " asks for it");
    crew.drain(worker);
    wakeAll();
  }

  /** What its worker had is taken from it at once, as if its lease were over. */
  private void shutOut(String node) {
    for (Roster.Standing standing : roster.all()) {
      if (standing.worker().node().equals(node)) {
        loss.lost(standing.worker().id(), "it was shut out");
      }
    }
    wakeAll();
  }

  private JobProgress jobProgress() {
    return new JobProgress(ledger, clock, pace, standstill, this::jobMoved);
  }

  private Cancellation cancellation() {
    return new Cancellation(
        ledger, roster, line, reports, witness(), clock, hostRunners::kill, this::jobMoved);
  }

  private Leases leases() {
    return new Leases(
        ledger, roster, loss, endings, line, settings.lease(), calls, System::nanoTime);
  }

  private AttemptLogs attemptLogs() {
    return new AttemptLogs(
        ledger,
        roster,
        line,
        hostRunners::logOf,
        settings.dataDirectory().resolve("nodes"),
        logs::read);
  }

  private NodeLogs nodeLogs() {
    return new NodeLogs(ledger, settings.dataDirectory().resolve("nodes"), fleet::console);
  }

  private LogPruning logPruning() {
    return new LogPruning(logs, hostLogs(), settings.logTerm(), this::hasEnded, clock);
  }

  private boolean hasEnded(JobId job) {
    return ledger.jobs().find(job).filter(row -> !row.state().isTerminal()).isEmpty();
  }

  private Path hostLogs() {
    return settings.dataDirectory().resolve("logs");
  }

  private Release release(String id) {
    return releases
        .find(id)
        .orElseThrow(() -> new IllegalStateException("release " + id + " is not in the ledger"));
  }

  private Duration timeoutOf(Job job) {
    return Duration.ofMillis(jobSettings.of(job).attemptTimeoutMillis());
  }

  /**
   * Wakes the stages that a chunk's end concerns: with all of them awake it costs twice as much.
   */
  private void chunkEnded(Job job) {
    if (job.cancelRequestedBy() == null) {
      dispatching.wake();
      progress.wake();
    } else {
      wakeAll();
    }
  }

  private void jobMoved() {
    wakeAll();
    noticing.wake();
  }

  private void wakeAll() {
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

  private MasterStatus status() {
    return new MasterStatus(
        ProtocolVersion.CURRENT,
        version(),
        ProcessHandle.current().pid(),
        ledger.epoch(),
        Instant.now(),
        settings.dataDirectory().toString(),
        ledger.describe());
  }

  private static String version() {
    String version = Master.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  private Orders.Issuer issuer() {
    return new Orders.Issuer(
        ledger.epoch(),
        address(),
        ledger.database(),
        settings.runnerHeapMegabytes(),
        settings.hibernate(),
        settings.jvmOptions());
  }

  private RunnerLaunch runnerLaunch() throws IOException {
    Path work = Files.createDirectories(settings.dataDirectory().resolve("work"));
    return new RunnerLaunch(java(), jars("chunk-runner"), work);
  }

  private List<Path> jars(String process) throws IOException {
    try (Stream<Path> files = Files.list(settings.home().resolve("lib").resolve(process))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static ThreadFactory named(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
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
    noticing.close();
    post.close();
    posting.close();
    if (superseded) {
      doors.close();
      fleet.close();
    } else {
      fleetLoop.close();
    }
    hostRunners.close();
    archives.close();
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
