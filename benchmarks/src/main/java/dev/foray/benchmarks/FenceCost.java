package dev.foray.benchmarks;

import dev.foray.benchmarks.fence.WarmNode;
import dev.foray.benchmarks.model.AddManySales;
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
 * What the promise costs that each chunk counts once: a job of {@code chunks} chunks of {@code
 * rows} rows on PostgreSQL, under a Master as {@code bin/master} starts it, each chunk also without
 * check, marker, counters, fence, reports, and the Master's rows. The job adds amounts up in ten
 * totals, which is about the least that a job can do with a row. The rounds take turns in one warm
 * JVM that stands in for the Worker, so no start of a JVM is in the figures.
 */
final class FenceCost {
  private static final String USER = "postgres";
  private static final int CHUNKS_OF_ROUND = 5;
  private static final long LONGEST_SECONDS = 3_600;

  private final Path script;
  private final Path jobJar;
  private final Path data;
  private final int chunks;
  private final int rows;

  FenceCost(Path script, Path jobJar, Path directory, int chunks, int rows) {
    this.script = script;
    this.jobJar = jobJar;
    this.data = directory.resolve("fence");
    this.chunks = chunks;
    this.rows = rows;
  }

  void run() throws Exception {
    Files.createDirectories(data);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
        Connection connection = DriverManager.getConnection(url(postgres), USER, "");
        Statement sql = connection.createStatement()) {
      fill(sql);
      Path figures = data.resolve("figures");
      Files.writeString(
          data.resolve("foray.properties"),
          "worker-wrapper=" + wrapper(figures, serverOf(sql), url(postgres)) + "\n");
      String text = measured(url(postgres), figures);
      checkTotals(sql);
      System.out.printf("%n%,d chunks of %,d rows on PostgreSQL%n%n%s", chunks, rows, text);
    }
  }

  private void fill(Statement sql) throws SQLException {
    sql.execute("create table sale (id bigint primary key, cents bigint)");
    sql.execute("create table total (id bigint primary key, cents bigint)");
    sql.execute(
        "insert into sale select i, i % 977 from generate_series(1, "
            + (long) chunks * rows
            + ") i");
    sql.execute("vacuum analyze");
    sql.execute("checkpoint");
  }

  private String measured(String url, Path figures) throws Exception {
    List<String> options =
        List.of("--slots", "1", "--max-nodes", "1", "--database-url", url, "--database-user", USER);
    try (MasterProcess master = MasterProcess.start(script, data, options)) {
      List<String> submit = new ArrayList<>(List.of("submit", "--jar", jobJar.toString()));
      submit.addAll(List.of("--detach", "--param", "rows=" + rows, AddManySales.class.getName()));
      master.run(submit);
      for (int waited = 0; !Files.exists(figures); waited++) {
        if (waited == LONGEST_SECONDS) {
          throw new IllegalStateException("the job stands still: " + master.run(List.of("jobs")));
        }
        TimeUnit.SECONDS.sleep(1);
      }
      return Files.readString(figures);
    }
  }

  /** Each chunk has counted once with and once without. */
  private static void checkTotals(Statement sql) throws SQLException {
    ResultSet sums =
        sql.executeQuery("select (select sum(cents) from total), (select sum(cents) from sale)");
    sums.next();
    if (sums.getLong(1) != 2 * sums.getLong(2)) {
      throw new IllegalStateException(
          "the totals are " + sums.getLong(1) + " and not twice " + sums.getLong(2));
    }
  }

  /** A program that the Master starts as its node, with the worker's command line behind it. */
  private Path wrapper(Path figures, long server, String url) throws IOException {
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(RunnerJvm.OPTIONS);
    words.addAll(RunnerJvm.compiler(Order.Jvm.OF_ITS_OWN));
    words.addAll(List.of("-Xmx256m", "-cp", classPath, WarmNode.class.getName()));
    words.addAll(List.of(figures.toString(), "" + CHUNKS_OF_ROUND, "" + server, url, USER));
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
