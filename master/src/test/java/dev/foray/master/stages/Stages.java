package dev.foray.master.stages;

import dev.foray.launch.RunnerLaunch;
import dev.foray.master.bill.Budgets;
import dev.foray.master.bill.Estimates;
import dev.foray.master.bill.JobBills;
import dev.foray.master.bill.LocalPrices;
import dev.foray.master.bill.Prices;
import dev.foray.master.dispatch.Dispatcher;
import dev.foray.master.dispatch.Inheritance;
import dev.foray.master.dispatch.Roster;
import dev.foray.master.dispatch.Stragglers;
import dev.foray.master.fleet.JobTerms;
import dev.foray.master.fleet.Outlook;
import dev.foray.master.fleet.Sizing;
import dev.foray.master.ledger.Attempt;
import dev.foray.master.ledger.Bounds;
import dev.foray.master.ledger.Chunk;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.LedgerAddress;
import dev.foray.master.ledger.NewJob;
import dev.foray.master.ledger.Node;
import dev.foray.master.ledger.Release;
import dev.foray.master.ledger.Worker;
import dev.foray.master.order.Brevity;
import dev.foray.master.order.Orders;
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
import dev.foray.master.plan.HostRunners;
import dev.foray.master.plan.StepRunner;
import dev.foray.master.release.ReleaseStore;
import dev.foray.master.submit.Retries;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.JobAdmin.Retry;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.NodeState;
import dev.foray.protocol.Order;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Secret;
import dev.foray.protocol.Usd;
import dev.foray.protocol.WorkerState;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * The Master's stages over a real ledger on H2, with workers that only note what they are told, and
 * clocks that a test moves. A test plays the runners by {@link #commit}.
 */
final class Stages {
  static final Duration LEASE = Duration.ofSeconds(30);
  static final Order.Settings SETTINGS =
      new Order.Settings(2, 0, 3, Duration.ofMinutes(5).toMillis(), 0, 10, 1_000, 100, 1_000);

  /** What a node costs an hour, while it is paid for. */
  static final Prices PRICES = new LocalPrices(Map.of("local", Usd.parse("0.60")));

  final ForgettingPrices prices = new ForgettingPrices(PRICES);
  final Ledger ledger;
  final JobBills bills;
  final Budgets budgets;
  private final Estimates estimates;
  final FakeWorkerLine line = new FakeWorkerLine();
  final Reports reports = new Reports();
  final Roster roster;
  final Endings endings;
  final Dispatcher dispatcher;
  final Pace pace;
  final Orders orders;
  final StepRunner stepRunner;
  final JobProgress progress;
  final Cancellation cancellation;
  final SecondAttempts secondAttempts;
  final Leases leases;
  final WorkerLoss loss;
  final List<AttemptId> killedOnHost = new ArrayList<>();

  /** Why no order can be made; empty: each can. */
  String noOrders = "";

  private Instant now = Instant.parse("2026-11-24T00:00:00Z");
  private long nanos;

  Stages(Ledger ledger, int mostDatabaseConnections) {
    this(ledger, mostDatabaseConnections, Witness.NONE);
  }

  /**
   * @param witness told of what comes out
   */
  Stages(Ledger ledger, int mostDatabaseConnections, Witness witness) {
    this.ledger = ledger;
    bills = new JobBills(ledger, () -> now);
    estimates = new Estimates(ledger, "local", Duration.ofMinutes(1));
    budgets = new Budgets(ledger, bills, estimates, prices, () -> now, () -> nanos);
    pace = new Pace(() -> nanos);
    Standstill standstill = new Standstill(() -> nanos);
    roster = new Roster(LEASE, () -> nanos);
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), new Random(1));
    endings =
        new Endings(
            ledger,
            roster,
            reports,
            new ChunkVerdict(
                ledger, job -> SETTINGS, backoff, () -> now, pace, standstill, witness, job -> {}),
            new StepVerdict(
                ledger, job -> SETTINGS, backoff, () -> now, pace, standstill, witness, job -> {}));
    loss = new WorkerLoss(ledger, roster, endings, witness, () -> now);
    leases = new Leases(ledger, roster, loss, endings, line, LEASE, Runnable::run, () -> nanos);
    orders =
        new Orders(
            issuer(),
            job -> SETTINGS,
            id -> release(),
            code -> Optional.empty(),
            ledger.suspects()::care,
            new Brevity(estimates, roster::slots, () -> nanos)::of,
            attempt -> identity(),
            List::of);
    stepRunner = new StepRunner(ledger, orders, noRunners(), endings, () -> now);
    dispatcher =
        new Dispatcher(
            ledger,
            roster,
            line,
            orders,
            new Stragglers(ledger, roster, pace::of, () -> nanos),
            job -> SETTINGS,
            budgets::holdsBack,
            mostDatabaseConnections,
            () -> now,
            Runnable::run,
            endings::notStarted);
    progress = new JobProgress(ledger, () -> now, pace, standstill, () -> {});
    Stops stops = new Stops(roster, line, reports);
    cancellation =
        new Cancellation(
            ledger, roster, stops, reports, witness, () -> now, killedOnHost::add, () -> {});
    secondAttempts =
        new SecondAttempts(ledger, roster, stops, witness, pace, dispatcher::lacksRoom, () -> now);
  }

  private Secret identity() {
    if (!noOrders.isEmpty()) {
      throw new IllegalStateException(noOrders);
    }
    return new Secret("");
  }

  static Ledger openLedger(Path directory) throws Refused {
    return Ledger.open(new LedgerAddress(null, null, new Secret(""), directory));
  }

  /** Leaves no job, worker or node behind. */
  void clear() throws SQLException {
    try (Connection connection = connect()) {
      for (String table :
          List.of(
              "attempt",
              "chunk",
              "counter",
              "skipped",
              "suspect",
              "notification",
              "job_setting",
              "job",
              "worker",
              "node_step",
              "node")) {
        update(connection, "delete from foray." + table);
      }
    }
  }

  /** Does it while the ledger can't be read, as when its database is away. */
  void whileLedgerIsAway(Runnable what) throws SQLException {
    try (Connection connection = connect()) {
      update(connection, "alter table foray.job rename to away");
      try {
        what.run();
      } finally {
        update(connection, "alter table foray.away rename to job");
      }
    }
  }

  /** A job whose plan has committed, RUNNING, with so many chunks. */
  JobId runningJob(int chunks) throws SQLException {
    return runningJob(chunks, Bounds.NONE);
  }

  JobId runningJob(int chunks, Bounds bounds) throws SQLException {
    JobId job = runningJobOfALivePlan(chunks, bounds);
    endings.exited(AttemptId.ofPlan(job, 1), 0, "");
    return job;
  }

  /** The chunks of a planned job begin in these turns. */
  void takeTurns(JobId job, int... turns) throws SQLException {
    try (Connection connection = connect()) {
      for (int index = 0; index < turns.length; index++) {
        update(
            connection,
            "update foray.chunk set turn = ? where job_id = ? and chunk_index = ?",
            turns[index],
            job.number(),
            index);
      }
      update(connection, "update foray.job set takes_turns = true where id = ?", job.number());
    }
  }

  /** The same, but the plan's runner is not gone yet. */
  JobId runningJobOfALivePlan(int chunks) throws SQLException {
    return runningJobOfALivePlan(chunks, Bounds.NONE);
  }

  private JobId runningJobOfALivePlan(int chunks, Bounds bounds) throws SQLException {
    return planned(acceptedJob(bounds), chunks);
  }

  /** Its plan commits, and it goes on. */
  JobId planned(JobId job, int chunks) throws SQLException {
    AttemptId plan = ledger.jobs().beginPlan(job(job), now).orElseThrow();
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      for (int index = 0; index < chunks; index++) {
        update(
            connection,
            "insert into foray.chunk (job_id, chunk_index, state, attempt, failures) values (?, ?, 'READY', 0, 0)",
            job.number(),
            index);
      }
      update(
          connection,
          "update foray.job set planned_by = ?, chunk_count = ? where id = ?",
          plan.number(),
          chunks,
          job.number());
      connection.commit();
    }
    progress.run();
    return job;
  }

  /** Somebody is to be told of it. */
  JobId told(JobId job) throws SQLException {
    return with(job, "command line", "notify", "https://hooks.example.com/x");
  }

  /** With a setting that somebody has said. */
  JobId with(JobId job, String origin, String name, String text) throws SQLException {
    try (Connection connection = connect()) {
      update(
          connection,
          "insert into foray.job_setting (job_id, origin, name, text) values (?, ?, ?, ?)",
          job.number(),
          origin,
          name,
          text);
    }
    return job;
  }

  JobId acceptedJob() {
    return acceptedJob(Bounds.NONE);
  }

  JobId acceptedJob(Bounds bounds) {
    ledger.releases().add(release());
    NewJob job =
        new NewJob(
            "a.Job",
            release().id(),
            UUID.randomUUID().toString(),
            null,
            0,
            "test",
            now,
            "UTC",
            "en",
            "UTF-8",
            List.of(),
            List.of(),
            bounds);
    return ledger.jobs().add(job).job();
  }

  /** An accepted job is there no more. */
  void forget(JobId job) throws SQLException {
    write("delete from foray.job where id = ?", job.number());
  }

  /** Makes rows what no stage would make them as soon. */
  void write(String sql, Object... values) throws SQLException {
    try (Connection connection = connect()) {
      update(connection, sql, values);
    }
  }

  void worker(String id, int slots) {
    String node = id.replace("worker", "node");
    ledger
        .nodes()
        .add(List.of(new Node(node, "local", "launch-1", NodeState.UP, null, now, now, null)));
    Worker worker =
        new Worker(
            id,
            node,
            WorkerState.ACTIVE,
            new Endpoint("127.0.0.1", 1),
            slots,
            2,
            1 << 30,
            1,
            "17",
            now,
            null);
    ledger.workers().add(worker);
    roster.admit(worker, false);
  }

  /** What jobs would take on four nodes of two slots. */
  Outlook outlook() {
    JobTerms terms = new JobTerms(estimates, budgets, PRICES, () -> now);
    return new Outlook(new Sizing(4, 2, 20), terms, job -> SETTINGS, "a process", 2);
  }

  /** From now on the node of that worker is paid for. */
  void pay(String worker) {
    ledger
        .meters()
        .note(worker.replace("worker", "node"), now, null, PRICES.dearest().orElseThrow());
  }

  /** What the runner of this attempt does as its last statement. */
  void commit(AttemptId attempt) throws SQLException {
    try (Connection connection = connect()) {
      int rows =
          update(
              connection,
              "update foray.chunk set state = 'DONE', done_by = ?, pairs_read = 5, pairs_mapped = 5,"
                  + " pairs_emitted = 5, pairs_written = 5, pairs_skipped = 0"
                  + " where job_id = ? and chunk_index = ? and cast(? as integer) in (attempt, second_attempt)"
                  + " and state = 'RUNNING'",
              attempt.number(),
              attempt.job().number(),
              attempt.chunk(),
              attempt.number());
      if (rows != 1) {
        throw new IllegalStateException(attempt + " is fenced off");
      }
    }
  }

  /** Does it while the runner of this attempt is between its fence and its commit. */
  void whileAboutToCommit(AttemptId attempt, Runnable what) throws SQLException {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      update(
          connection,
          "update foray.chunk set state = 'DONE' where job_id = ? and chunk_index = ?",
          attempt.job().number(),
          attempt.chunk());
      try {
        what.run();
      } finally {
        connection.rollback();
      }
    }
  }

  /** What the runner of this attempt has left in the transaction of its output. */
  void setAside(AttemptId attempt, String key, String cause) throws SQLException {
    try (Connection connection = connect()) {
      update(
          connection,
          "insert into foray.skipped (job_id, chunk_index, position, attempt, pair_key, cause)"
              + " values (?, ?, 0, ?, ?, ?)",
          attempt.job().number(),
          attempt.chunk(),
          attempt.number(),
          key,
          cause);
    }
  }

  /** The attempt at the job's finish, which begins now. */
  AttemptId beginFinish(JobId job) {
    return ledger.jobs().beginFinish(job(job), now()).orElseThrow();
  }

  void commitFinish(AttemptId attempt) throws SQLException {
    try (Connection connection = connect()) {
      update(
          connection,
          "update foray.job set finished_by = ? where id = ?",
          attempt.number(),
          attempt.job().number());
    }
  }

  void pause(JobId job) {
    ledger.steering().pause(job, "anna", now);
  }

  /** The orders that went out since the last call. */
  List<AttemptId> dispatched() {
    dispatcher.run();
    List<AttemptId> attempts = line.started.stream().map(Order::attempt).toList();
    line.started.clear();
    return attempts;
  }

  /** What a person asks; no code is given. */
  boolean retry(Job job, Retry retry) throws Refused {
    Path none = Path.of("target", "releases-of-stages");
    return new Retries(ReleaseStore.open(none, ledger, () -> now), ledger).retry(job, retry);
  }

  Job job(JobId job) {
    return ledger.jobs().find(job).orElseThrow();
  }

  JobState state(JobId job) {
    progress.run();
    return job(job).state();
  }

  Attempt attempt(AttemptId id) {
    return ledger.attempts().find(id).orElseThrow();
  }

  Chunk chunk(JobId job, int index) {
    return ledger.chunks().find(job, index).orElseThrow();
  }

  Instant now() {
    return now;
  }

  long nanos() {
    return nanos;
  }

  /** Another Master's stages over this ledger, which has just started. */
  Stages startedAnew() {
    Stages next = new Stages(ledger, 40);
    Inheritance.enter(
        ledger, next.roster, job -> Duration.ofMillis(SETTINGS.attemptTimeoutMillis()));
    return next;
  }

  /** Somebody sets the clock; no time passes. */
  void setClock(Duration change) {
    now = now.plus(change);
  }

  void pass(Duration time) {
    now = now.plus(time);
    nanos += time.toNanos();
  }

  private Connection connect() throws SQLException {
    Order.Database database = ledger.database();
    return DriverManager.getConnection(
        database.url(), database.user(), database.password().reveal());
  }

  private static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }

  /** As a Master that has just started has them. */
  private static HostRunners noRunners() {
    Path nowhere = Path.of("target", "runners-of-stages");
    return new HostRunners(
        new RunnerLaunch(nowhere, List.of(), nowhere),
        nowhere,
        () -> 0,
        (attempt, exitCode, logTail) -> {});
  }

  private Orders.Issuer issuer() {
    return new Orders.Issuer(
        ledger.epoch(), new Endpoint("127.0.0.1", 1), ledger.database(), 256, List.of(), List.of());
  }

  private static Release release() {
    return new Release("abc", Instant.EPOCH, List.of(), List.of("a.Job"), List.of(), false);
  }
}
