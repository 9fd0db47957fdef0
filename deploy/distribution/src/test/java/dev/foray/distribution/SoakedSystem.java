package dev.foray.distribution;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Master with its nodes on a PostgreSQL of its own behind a {@link CutWire}, as the {@link Soak}
 * sees it. For one thread; what has been stopped is let go on by another.
 */
final class SoakedSystem implements AutoCloseable {
  private static final Duration LEASE = Duration.ofSeconds(6);
  private static final int MOST_STARTS = 5;
  private static final Pattern NAME = Pattern.compile("-Dforay\\.(?:attempt|spare|node)=(\\S+)");

  private final Random random;
  private final Path directory;
  private final int port;
  private final RestartablePostgres database;
  private final CutWire wire;
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "go-on"));
  private RunningMaster master;

  private SoakedSystem(
      Random random, Path directory, int port, RestartablePostgres database, CutWire wire)
      throws IOException {
    this.random = random;
    this.directory = directory;
    this.port = port;
    this.database = database;
    this.wire = wire;
    this.master = beginMaster();
  }

  /**
   * @param directory empty; logs stay in it
   */
  static SoakedSystem start(Random random, Path directory) throws IOException {
    RestartablePostgres database = RestartablePostgres.start(directory.resolve("postgres"));
    int server = Integer.parseInt(database.url().replaceAll(".*:(\\d+)/.*", "$1"));
    Path home = Files.createDirectories(directory.resolve("home"));
    Files.writeString(
        home.resolve("foray.properties"),
        "lease-millis=" + LEASE.toMillis() + "\nbackoff-millis=100\n");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    SoakedSystem system = new SoakedSystem(random, home, port, database, CutWire.to(server));
    system.master.awaitReady();
    return system;
  }

  RunningMaster master() {
    return master;
  }

  RestartablePostgres database() {
    return database;
  }

  CutWire wire() {
    return wire;
  }

  Path directory() {
    return directory;
  }

  /** As a supervisor does: again, where it ended because the database did not answer in time. */
  void startMaster() throws IOException {
    for (int start = 1; ; start++) {
      master = beginMaster();
      try {
        master.awaitReady();
        return;
      } catch (AssertionError e) {
        if (start == MOST_STARTS || !master.log().strip().endsWith("--database-url")) {
          throw e;
        }
      }
    }
  }

  private RunningMaster beginMaster() throws IOException {
    String url = "jdbc:postgresql://127.0.0.1:" + wire.port() + "/postgres";
    return RunningMaster.begin(
        directory,
        List.of(),
        "--port",
        String.valueOf(port),
        "--slots",
        "2",
        "--max-nodes",
        "2",
        "--database-url",
        url,
        "--database-user",
        "postgres");
  }

  List<ProcessHandle> workers() {
    return FaultProcesses.workers(directory);
  }

  /** Those of the nodes, and those of plan and finish on the Master's host. */
  List<ProcessHandle> runners() {
    return Stream.concat(workers().stream(), Stream.of(master.handle()))
        .flatMap(parent -> FaultProcesses.runners(parent).stream())
        .filter(runner -> !RunningMaster.commandLine(runner).endsWith(" train "))
        .distinct()
        .toList();
  }

  Optional<ProcessHandle> anyOf(List<ProcessHandle> processes) {
    return processes.isEmpty()
        ? Optional.empty()
        : Optional.of(processes.get(random.nextInt(processes.size())));
  }

  String name(ProcessHandle process) {
    Matcher name = NAME.matcher(RunningMaster.commandLine(process));
    return (name.find() ? name.group(1) : "a spare runner") + " pid " + process.pid();
  }

  void goOnLater(ProcessHandle process, Duration pause) {
    var unused =
        later.schedule(
            () -> {
              if (process.isAlive()) {
                FaultProcesses.goOn(process);
              }
              return process;
            },
            pause.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** A command about the newest job, and what it says, which may be a refusal. */
  String command(String verb, String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of(verb, String.valueOf(newestJob())));
    words.addAll(List.of(more));
    Distribution.Ended ended = master.run(words.toArray(String[]::new));
    return (ended.out() + ended.err()).strip();
  }

  long newestJob() throws SQLException {
    return Long.parseLong(rows("select coalesce(max(id), 0) from foray.job").get(0));
  }

  /** From 1.2 to 2.4 leases. */
  Duration pastALease() {
    return LEASE.multipliedBy(12 + random.nextInt(12)).dividedBy(10);
  }

  Duration atMost(Duration most) {
    return Duration.ofMillis(random.nextInt((int) most.toMillis()));
  }

  /** The time between faults is what a soak is made of. */
  void pause(Duration pause) {
    LockSupport.parkNanos(pause.toNanos());
  }

  List<String> rows(String sql) throws SQLException {
    return Postgres.rows(database.url(), "postgres", "", sql);
  }

  @Override
  public void close() throws Exception {
    later.shutdown(); // What is stopped is still let go on, which its end needs.
    later.awaitTermination(1, TimeUnit.MINUTES);
    try (AutoCloseable data = database;
        AutoCloseable line = wire;
        AutoCloseable last = master) {
      // closed in this order, from the last
    }
  }
}
