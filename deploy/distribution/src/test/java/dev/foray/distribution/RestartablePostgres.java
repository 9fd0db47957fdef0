package dev.foray.distribution;

import static org.awaitility.Awaitility.await;

import dev.foray.transport.LastingPort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** A PostgreSQL of a test's own, which breaks off and comes back on the same port with its data. */
final class RestartablePostgres implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final Path data;
  private final String address;
  private EmbeddedPostgres server;

  private RestartablePostgres(Path data, String address) throws IOException {
    this.data = data;
    this.address = address;
    this.server = on(LastingPort.find());
  }

  static RestartablePostgres start(Path data) throws IOException {
    return new RestartablePostgres(data, LOOPBACK);
  }

  /** It listens on this address beside the loopback one, and trusts the network of four there. */
  static RestartablePostgres start(Path data, String address) throws Exception {
    return start(data, address, 30);
  }

  /**
   * The same.
   *
   * @param bits of the address that all have whom it trusts
   */
  static RestartablePostgres start(Path data, String address, int bits) throws Exception {
    RestartablePostgres started = new RestartablePostgres(data, address);
    Files.writeString(
        data.resolve("pg_hba.conf"),
        "host all all " + address + "/" + bits + " trust\n",
        StandardOpenOption.APPEND);
    Postgres.rows(
        "jdbc:postgresql://" + LOOPBACK + ":" + started.server.getPort() + "/postgres",
        "postgres",
        "",
        "select pg_reload_conf()");
    return started;
  }

  String url() {
    return "jdbc:postgresql://" + address + ":" + server.getPort() + "/postgres";
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
    server = on(port);
  }

  private long postmaster() throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
  }

  private EmbeddedPostgres on(int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPort(port)
        .setServerConfig("max_connections", "60")
        .setServerConfig("listen_addresses", LOOPBACK + "," + address)
        .start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
