package dev.foray.benchmarks;

import dev.foray.launch.RunnerLaunch;
import dev.foray.launch.RunnerProcess;
import dev.foray.launch.RunnerTurn;
import dev.foray.protocol.AttemptDesk;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Names;
import dev.foray.protocol.Order;
import dev.foray.protocol.Secret;
import dev.foray.schema.LedgerScripts;
import dev.foray.transport.Doorkeeper;
import dev.foray.transport.Identity;
import dev.foray.transport.RmiHost;
import dev.foray.transport.TestCluster;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every benchmark stands on: a PostgreSQL with rows and a ledger, a Master's desk, and runners
 * forked as a Worker forks them. One for all benchmarks of a run.
 */
final class Bench implements AutoCloseable {
  private static final String USER = "postgres";
  private static final TestCluster CLUSTER = new TestCluster();
  private static final AttemptId ATTEMPT = AttemptId.ofChunk(new JobId(1), 0, 1);

  private final EmbeddedPostgres postgres;
  private final Connection connection;
  private final RmiHost host;
  private final RunnerLaunch launch;
  private final Path jobJar;
  private final Path directory;

  private Bench(
      EmbeddedPostgres postgres,
      Connection connection,
      RmiHost host,
      RunnerLaunch launch,
      Path jobJar,
      Path directory) {
    this.postgres = postgres;
    this.connection = connection;
    this.host = host;
    this.launch = launch;
    this.jobJar = jobJar;
    this.directory = directory;
  }

  static Bench open(Path jobJar, List<Path> runnerJars, Path directory, AttemptDesk desk)
      throws IOException, SQLException {
    EmbeddedPostgres postgres = EmbeddedPostgres.start();
    Connection connection = DriverManager.getConnection(url(postgres), USER, "");
    InetAddress loopback = InetAddress.getLoopbackAddress();
    Identity master = CLUSTER.master();
    RmiHost host =
        RmiHost.listen(
            () -> master, Doorkeeper.byCertificate(), loopback, loopback.getHostAddress(), 0);
    host.serve(Names.ATTEMPT_DESK, desk);
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    RunnerLaunch launch = new RunnerLaunch(java, runnerJars, directory);
    Bench bench = new Bench(postgres, connection, host, launch, jobJar, directory);
    bench.makeTables();
    return bench;
  }

  /** For both ends of a training run. */
  static Secret ofTraining() {
    return new Secret(CLUSTER.master().pem());
  }

  RunnerLaunch launch() {
    return launch;
  }

  Path directory() {
    return directory;
  }

  Path jobJar() {
    return jobJar;
  }

  String url() {
    return url(postgres);
  }

  String user() {
    return USER;
  }

  /** Makes the chunk's row as it is when an attempt is dispatched. */
  void dispatch() throws SQLException {
    execute("update foray.chunk set state = 'RUNNING', done_by = null, done_at = null");
  }

  void fill(int rows) throws SQLException {
    execute("truncate sale, purchase, customer, total");
    execute("insert into customer select i, 'customer ' || i from generate_series(0, 999) i");
    execute("insert into sale select i, i % 977 from generate_series(1, " + rows + ") i");
    execute(
        "insert into purchase select i, i % 977, i % 1000 from generate_series(1, " + rows + ") i");
    execute("vacuum analyze");
  }

  Order.Code code(Model model, @Nullable String archive, int heapMegabytes, String... jvmOptions) {
    return new Order.Code(
        "benchmark",
        List.of(new Order.Jar(jobJar.getFileName().toString(), "", 0, jobJar.toString())),
        model.entities(),
        model.bytecodeProvider,
        archive,
        List.of(),
        heapMegabytes,
        List.of(jvmOptions));
  }

  /** An order for one chunk with the rows from 1 to the last. */
  Order order(Model model, int last, Order.Code code) {
    return new Order(
        ATTEMPT,
        1,
        new Endpoint("127.0.0.1", host.port()),
        CLUSTER.of(ATTEMPT),
        new Order.Job(model.job, Instant.EPOCH, 0, List.of(), List.of(), "UTC", "en", "UTF-8"),
        code,
        new Order.Database(url(), USER, new Secret("")),
        new Order.Settings(2, 0, 4, 3_600_000, 0, 0, 100_000, 1_000, 1_000),
        new Order.ChunkSpec(
            0,
            1,
            null,
            new Order.Range("Long", "1", Integer.toString(last), true),
            new Order.Rows(model.rows, "id", null, List.of())));
  }

  RunnerTurn start(Order order) throws IOException {
    return RunnerProcess.start(launch, order, directory.resolve("attempt.log"));
  }

  @Override
  public void close() throws IOException, SQLException {
    host.close();
    connection.close();
    postgres.close();
  }

  private void makeTables() throws SQLException {
    execute("create schema foray");
    execute(LedgerScripts.statements());
    execute(
        "insert into foray.release (id, created_at, bytecode_provider) values ('r', current_timestamp, true)");
    execute(
        "insert into foray.job (id, job_class, release_id, request_id, dry_run, state,"
            + " submitted_by, submitted_at, time_zone, locale, encoding, plan_attempt,"
            + " plan_failures, finish_attempt, finish_failures) values (1, 'x', 'r', 'q', false,"
            + " 'RUNNING', 'x', current_timestamp, 'UTC', 'en', 'UTF-8', 1, 0, 0, 0)");
    execute(
        "insert into foray.chunk (job_id, chunk_index, state, attempt, failures)"
            + " values (1, 0, 'RUNNING', 1, 0)");
    execute("create table sale (id bigint primary key, cents bigint)");
    execute("create table customer (id bigint primary key, name varchar)");
    execute("create table purchase (id bigint primary key, cents bigint, customer_id bigint)");
    execute("create table total (id bigint primary key, cents bigint)");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String url(EmbeddedPostgres postgres) {
    return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
  }
}
