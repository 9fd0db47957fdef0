package dev.foray.benchmarks;

import dev.foray.benchmarks.completions.BusyNode;
import dev.foray.benchmarks.doors.Contest;
import dev.foray.benchmarks.fence.Cpu;
import dev.foray.benchmarks.model.TinyChunks;
import dev.foray.launch.RunnerJvm;
import dev.foray.protocol.Order;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many chunks a second a Master on PostgreSQL has done, where the chunks themselves cost
 * nothing: in the place of a Worker and its runners stands one process that makes the ledger's own
 * statements of a chunk and reports its end. In turns its runners report too, each by a connection
 * of its own with a certificate of its own, as those in JVMs of their own do. Then what the Master
 * spends while a job of {@code chunks} chunks is paused, and what its heap holds. All share the
 * machine's cores.
 */
final class Completions {
  private static final String USER = "postgres";
  private static final int SLOTS = 64;
  private static final int ROUNDS = 5;
  private static final int SECONDS = 10;
  private static final int IDLE_SECONDS = 30;
  private static final long LONGEST_SECONDS = 600;

  private final Path script;
  private final Path jobJar;
  private final Path data;
  private final int chunks;

  Completions(Path script, Path jobJar, Path directory, int chunks) {
    this.script = script;
    this.jobJar = jobJar;
    this.data = directory.resolve("completions");
    this.chunks = chunks;
  }

  void run() throws Exception {
    Files.createDirectories(data);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
        Connection connection = DriverManager.getConnection(url(postgres), USER, "");
        Statement sql = connection.createStatement()) {
      Path reporting = data.resolve("runners-report");
      Files.writeString(
          data.resolve("foray.properties"), "worker-wrapper=" + wrapper(reporting) + "\n");
      List<String> options = new ArrayList<>(List.of("--slots", "" + SLOTS, "--max-nodes", "1"));
      options.addAll(List.of("--max-db-connections", "" + 2 * SLOTS));
      options.addAll(List.of("--database-url", url(postgres), "--database-user", USER));
      try (MasterProcess master = MasterProcess.start(script, data, options)) {
        Meter meter = new Meter(sql, ProcessHandle.of(serverOf(sql)).orElseThrow(), master);
        measure(meter, master, reporting);
      }
    }
  }

  private void measure(Meter meter, MasterProcess master, Path reporting) throws Exception {
    List<String> submit = new ArrayList<>(List.of("submit", "--jar", jobJar.toString()));
    submit.addAll(List.of("--detach", "--param", "chunks=" + chunks, TinyChunks.class.getName()));
    master.run(submit);
    meter.awaitFirst(chunks / 50); // Until then, JVMs compile.
    List<Speed> silent = new ArrayList<>();
    List<Speed> reported = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      silent.add(meter.speed());
      Files.createFile(reporting);
      reported.add(meter.speed());
      Files.delete(reporting);
    }
    System.out.printf(
        "%na job of %,d chunks on PostgreSQL, %d slots, medians of %d times %d s%n%n%-34s %12s"
            + " %12s%n",
        chunks, SLOTS, ROUNDS, SECONDS, "", "ends alone", "all reports");
    line("chunks a second", silent, reported, Speed::chunks);
    line("CPU of the Master, ms a chunk", silent, reported, Speed::master);
    line("CPU of PostgreSQL, ms a chunk", silent, reported, Speed::postgres);
    line("CPU of the node, ms a chunk", silent, reported, Speed::node);
    line("database transactions a chunk", silent, reported, Speed::transactions);
    master.run(List.of("pause", "job-1"));
    TimeUnit.SECONDS.sleep(5);
    System.out.printf(
        "%npaused, %,d chunks are left; over %d s, of one core: %.2f %% by the Master, %.2f %% by"
            + " PostgreSQL%n",
        chunks - meter.ended(), IDLE_SECONDS, 100 * meter.idle(), 100 * meter.idlePostgres());
    master.collect();
    System.out.printf(
        "The Master's heap: %d MB live, %d MB at most after a collection%n",
        master.peakMegabytes(true), master.peakMegabytes(false));
  }

  private static void line(String what, List<Speed> silent, List<Speed> reported, Figure figure) {
    System.out.printf(
        "%-34s %12.2f %12.2f%n",
        what,
        Contest.median(silent.stream().map(figure::of).toList()),
        Contest.median(reported.stream().map(figure::of).toList()));
  }

  private interface Figure {
    double of(Speed speed);
  }

  /** Chunks a second, and what one costs: milliseconds of CPU, transactions. */
  private record Speed(
      double chunks, double master, double postgres, double node, double transactions) {}

  /** Reads off what was done and spent so far. */
  private static final class Meter {
    private final Statement sql;
    private final ProcessHandle postgres;
    private final MasterProcess master;
    private double idlePostgres;

    private Meter(Statement sql, ProcessHandle postgres, MasterProcess master) {
      this.sql = sql;
      this.postgres = postgres;
      this.master = master;
    }

    private void awaitFirst(long most) throws SQLException, InterruptedException {
      for (int waited = 0; ended() < most; waited++) {
        if (waited == LONGEST_SECONDS) {
          throw new IllegalStateException("only " + ended() + " chunks have ended");
        }
        TimeUnit.SECONDS.sleep(1);
      }
    }

    private Speed speed() throws Exception {
      long chunks = ended();
      long transactions = number(TRANSACTIONS);
      double[] cpu = cpu();
      long begin = System.nanoTime();
      TimeUnit.SECONDS.sleep(SECONDS);
      double count = Math.max(1, ended() - chunks);
      double seconds = (System.nanoTime() - begin) / 1e9;
      double[] now = cpu();
      return new Speed(
          count / seconds,
          1_000 * (now[0] - cpu[0]) / count,
          1_000 * (now[1] - cpu[1]) / count,
          1_000 * (now[2] - cpu[2]) / count,
          (number(TRANSACTIONS) - transactions) / count);
    }

    private double idle() throws Exception {
      double[] before = cpu();
      TimeUnit.SECONDS.sleep(IDLE_SECONDS);
      double[] now = cpu();
      idlePostgres = (now[1] - before[1]) / IDLE_SECONDS;
      return (now[0] - before[0]) / IDLE_SECONDS;
    }

    private double idlePostgres() {
      return idlePostgres;
    }

    private static final String TRANSACTIONS =
        "select xact_commit + xact_rollback from pg_stat_database"
            + " where datname = current_database()";

    /** Whose end the Master has entered. */
    private long ended() throws SQLException {
      return number("select count(*) from foray.attempt where state = 'SUCCEEDED'");
    }

    private long number(String query) throws SQLException {
      try (ResultSet row = sql.executeQuery(query)) {
        row.next();
        return row.getLong(1);
      }
    }

    private double[] cpu() throws IOException {
      double nodes = 0;
      for (ProcessHandle child : master.children()) {
        nodes += Cpu.of(child);
      }
      return new double[] {master.cpu().toMillis() / 1e3, Cpu.ofFamily(postgres), nodes};
    }
  }

  /** A program that the Master starts as its node, with the worker's command line behind it. */
  private Path wrapper(Path reporting) throws IOException {
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(RunnerJvm.OPTIONS);
    words.addAll(RunnerJvm.compiler(Order.Jvm.OF_ITS_OWN));
    // Else what a JVM that ends would close stays open for a while, and there is a limit.
    words.add("-Dsun.rmi.transport.connectionTimeout=500");
    words.addAll(List.of("-Xmx256m", "-cp", classPath, BusyNode.class.getName()));
    words.addAll(List.of("" + SLOTS, reporting.toString()));
    Path wrapper = data.resolve("node");
    Files.writeString(wrapper, "#!/bin/sh\nexec " + String.join(" ", words) + " \"$@\"\n");
    if (!wrapper.toFile().setExecutable(true)) {
      throw new IOException(wrapper + " can't be made executable");
    }
    return wrapper;
  }

  /** The process id of the server, whose child this session is. */
  private static long serverOf(Statement sql) throws SQLException {
    ResultSet session = sql.executeQuery("select pg_backend_pid()");
    session.next();
    return ProcessHandle.of(session.getLong(1)).flatMap(ProcessHandle::parent).orElseThrow().pid();
  }

  private static String url(EmbeddedPostgres postgres) {
    return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
  }
}
