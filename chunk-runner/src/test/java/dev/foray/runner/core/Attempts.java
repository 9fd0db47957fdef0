package dev.foray.runner.core;

import dev.foray.api.MapReduceJob;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.DatabaseSession;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.JobId;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Order;
import dev.foray.protocol.Progress;
import dev.foray.protocol.Secret;
import dev.foray.runner.core.map.PairTrace;
import dev.foray.runner.core.session.Mapping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Attempts at one job in a test's database: what the Master does to the ledger, and an order that
 * may be changed before it runs.
 */
final class Attempts implements AttemptReports {
  private static final Map<Object, JobDatabase> OPEN = new ConcurrentHashMap<>();

  final TestDatabase database;
  final JobId job;
  final List<DatabaseSession> sessions = new CopyOnWriteArrayList<>();
  final List<String> traced = new CopyOnWriteArrayList<>();
  final List<Milestone> milestones = new CopyOnWriteArrayList<>();
  private final Map<Milestone, Runnable> actions = new EnumMap<>(Milestone.class);
  private final List<NamedText> parameters = new ArrayList<>();
  private List<NamedText> hibernate = List.of();
  private Order.Settings settings = new Order.Settings(2, 0, 4, 600_000, 0, 0, 1_000, 100, 100);
  private boolean bytecodeProvider = true;
  private Order.Care care = Order.Care.NONE;
  private int dryRunChunks;
  private String url;
  private String user;
  volatile boolean wanted = true;

  Attempts(TestDatabase database) {
    this.database = database;
    this.url = database.url();
    this.user = database.user();
    database.update(
        "insert into foray.release (id, created_at, bytecode_provider) select 'r',"
            + " current_timestamp, true where not exists (select 1 from foray.release)");
    database.update(
        "insert into foray.job (job_class, release_id, request_id, dry_run, state, submitted_by,"
            + " submitted_at, time_zone, locale, encoding,"
            + " plan_attempt, plan_failures, finish_attempt, finish_failures)"
            + " values ('x', 'r', ?, false, 'PLANNING', 'test', current_timestamp, 'UTC', 'en',"
            + " 'UTF-8', 1, 0, 0, 0)",
        UUID.randomUUID().toString());
    job = new JobId(Long.parseLong(database.value("select max(id) from foray.job")));
  }

  private Attempts(TestDatabase database, JobId job) {
    this.database = database;
    this.url = database.url();
    this.user = database.user();
    this.job = job;
  }

  /** At the same job, with connections of its own, as another process would have. */
  Attempts ofProcess(int number) {
    return new Attempts(database, job)
        .settings(settings)
        .url(url)
        .hibernate(new NamedText("hibernate.process", "" + number));
  }

  Attempts settings(Order.Settings changed) {
    settings = changed;
    return this;
  }

  Order.Settings settings() {
    return settings;
  }

  Attempts parameter(String name, String text) {
    parameters.add(new NamedText(name, text));
    return this;
  }

  Attempts bytecodeProvider(boolean used) {
    bytecodeProvider = used;
    return this;
  }

  Attempts hibernate(NamedText... passedThrough) {
    hibernate = List.of(passedThrough);
    return this;
  }

  /** What the attempts at chunks do because of earlier ones. */
  Attempts care(Order.Care taken) {
    care = taken;
    return this;
  }

  Attempts dryRun() {
    dryRunChunks = 2;
    return this;
  }

  /** Connects by this URL, in place of the database's. */
  Attempts url(String other) {
    url = other;
    return this;
  }

  /** Connects as this user, in place of the database's. */
  Attempts user(String other) {
    user = other;
    return this;
  }

  /** Runs when an attempt reaches this point, on its thread. */
  Attempts at(Milestone milestone, Runnable action) {
    actions.put(milestone, action);
    return this;
  }

  /** Plans with attempt 1, which must commit. */
  Attempts planned(LambdaJob lambdas) {
    AttemptResult result = plan(lambdas, 1);
    if (result.failure() != null) {
      throw new AssertionError("plan failed", result.failure());
    }
    move("RUNNING");
    return this;
  }

  AttemptResult plan(MapReduceJob<?, ?, ?, ?> lambdas, int number) {
    return run(AttemptId.ofPlan(job, number), null, lambdas);
  }

  /** What the Master does before an attempt: READY becomes RUNNING, with the next number. */
  void dispatch(int chunk) {
    database.update(
        "update foray.chunk set state = 'RUNNING', attempt = attempt + 1"
            + " where job_id = ? and chunk_index = ?",
        job.number(),
        chunk);
  }

  /** What the Master does for a second attempt beside the current one. */
  void dispatchBeside(int chunk) {
    database.update(
        "update foray.chunk set second_attempt = attempt + 1, newest_attempt = attempt + 1"
            + " where job_id = ? and chunk_index = ? and state = 'RUNNING'",
        job.number(),
        chunk);
  }

  /** What the Master does to an attempt that it gives up. */
  int giveBack(int chunk, int attempt) {
    return database.update(
        "update foray.chunk set state = 'READY'"
            + " where job_id = ? and chunk_index = ? and attempt = ? and state = 'RUNNING'",
        job.number(),
        chunk,
        attempt);
  }

  /** Dispatches the chunk and runs its next attempt. */
  AttemptResult chunk(LambdaJob lambdas, int chunk) {
    return chunkOf(lambdas, chunk);
  }

  AttemptResult chunkOf(MapReduceJob<?, ?, ?, ?> any, int chunk) {
    dispatch(chunk);
    int number =
        Integer.parseInt(
            database.value("select attempt from foray.chunk where chunk_index = " + chunk));
    return run(AttemptId.ofChunk(job, chunk, number), spec(chunk), any);
  }

  /** Runs an attempt of this number, whatever the ledger says. */
  AttemptResult chunk(LambdaJob lambdas, int chunk, int number) {
    return run(AttemptId.ofChunk(job, chunk, number), spec(chunk), lambdas);
  }

  /** Runs attempt 1 at chunk 0, which was planned, whatever the ledger says of it. */
  AttemptResult chunkDispatched(LambdaJob lambdas) {
    Order.ChunkSpec unread = new Order.ChunkSpec(0, 1, null, null, null);
    return run(AttemptId.ofChunk(job, 0, 1), unread, lambdas);
  }

  /** Plans, and runs the only chunk. */
  AttemptResult planAndChunk(LambdaJob lambdas) {
    return planned(lambdas).chunk(lambdas, 0);
  }

  AttemptResult finish(LambdaJob lambdas) {
    database.update(
        "update foray.job set state = 'FINISHING', finish_attempt = finish_attempt + 1"
            + " where id = ?",
        job.number());
    return finish(
        lambdas, Integer.parseInt(database.value("select finish_attempt from foray.job")));
  }

  AttemptResult finish(LambdaJob lambdas, int number) {
    return run(AttemptId.ofFinish(job, number), null, lambdas);
  }

  void move(String state) {
    database.update("update foray.job set state = ? where id = ?", state, job.number());
  }

  /** The chunk's row: its state and who has committed it. */
  String row(int chunk) {
    return database.value(
        "select state, done_by from foray.chunk where chunk_index = "
            + chunk
            + " and job_id = "
            + job.number());
  }

  private AttemptResult run(
      AttemptId attempt, Order.@Nullable ChunkSpec chunk, MapReduceJob<?, ?, ?, ?> lambdas) {
    Order order = order(attempt, chunk);
    return new AttemptRun(order, lambdas, open(order, lambdas.entities()), this).run();
  }

  /** Booting takes most of a test's time, so what was booted is kept for those that follow. */
  private static JobDatabase open(Order order, Collection<Class<?>> entities) {
    return OPEN.computeIfAbsent(
        List.of(order.database(), order.code(), entities),
        key ->
            JobDatabase.open(
                order.attempt(), order.database(), order.code(), Mapping.of(entities)));
  }

  private Order order(AttemptId attempt, Order.@Nullable ChunkSpec chunk) {
    return new Order(
        attempt,
        1,
        new Endpoint("localhost", 1),
        new Secret(""),
        new Order.Job(
            "x",
            Instant.parse("2026-11-24T06:30:00Z"),
            dryRunChunks,
            parameters,
            List.of(),
            "UTC",
            "en",
            "UTF-8"),
        new Order.Code("r", List.of(), List.of(), bytecodeProvider, null, hibernate, 0, List.of()),
        new Order.Database(url, user, database.address().password()),
        settings,
        chunk);
  }

  private Order.ChunkSpec spec(int chunk) {
    LedgerChunk row = LedgerChunk.read(database, job, chunk);
    Order.ChunkSpec spec = row.spec();
    return new Order.ChunkSpec(
        spec.index(), spec.count(), spec.item(), spec.range(), spec.rows(), care);
  }

  @Override
  public void started(DatabaseSession session) {
    sessions.add(session);
  }

  @Override
  public boolean progress(Progress progress) {
    return wanted;
  }

  @Override
  public PairTrace trace(int threads) {
    return new PairTrace() {
      @Override
      public void entered(int thread, String key, boolean apart) {
        traced.add(apart ? "apart " + key : thread + " in " + key);
      }

      @Override
      public void left(int thread) {
        traced.add(thread + " out");
      }
    };
  }

  @Override
  public void reached(Milestone milestone) {
    milestones.add(milestone);
    actions.getOrDefault(milestone, () -> {}).run();
  }
}
