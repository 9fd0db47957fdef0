package dev.foray.distribution;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A PostgreSQL of a test's own, which breaks off and comes back on the same port with its data. */
final class RestartablePostgres implements AutoCloseable {
  private final Path data;
  private EmbeddedPostgres server;

  private RestartablePostgres(Path data, EmbeddedPostgres server) {
    this.data = data;
    this.server = server;
  }

  static RestartablePostgres start(Path data) throws IOException {
    return new RestartablePostgres(data, on(data, 0));
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
  }

  /**
   * As its immediate shutdown does: every session ends where it is, nothing is written any more.
   */
  void breakOff() throws Exception {
    ProcessHandle postmaster = ProcessHandle.of(postmaster()).orElseThrow();
    Process quit =
        new ProcessBuilder("kill", "-QUIT", String.valueOf(postmaster.pid())).inheritIO().start();
    quit.waitFor();
    await("the end of PostgreSQL")
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !postmaster.isAlive());
  }

  void startAgain() throws IOException {
    int port = server.getPort();
    server.close();
    server = on(data, port);
  }

  private long postmaster() throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
  }

  private static EmbeddedPostgres on(Path data, int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPort(port)
        .setServerConfig("max_connections", "60")
        .start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
