package dev.foray.master.rehearsal;

import dev.foray.launch.HalfMade;
import dev.foray.launch.StartArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes the archives that are missing or do not fit: starts a second Master with a data directory
 * of its own, asks it what people ask, lets a worker report to it, and has the JVM archive the
 * classes that these three loaded. Made by a Master that stays; its one thread begins a while after
 * the start, is a daemon, and ends after one try; while another Master makes them, it waits. A
 * throw-away Master, such as the second one here, makes none. When this process dies, so does the
 * second Master; what is half made then is removed by the next rehearsal.
 */
public final class Rehearsal implements AutoCloseable {
  /** One that lives shorter than this would not see its end. */
  private static final Duration FIRST_THE_START = Duration.ofSeconds(10);

  private static final Duration LONGEST_START = Duration.ofMinutes(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
  private static final String NAME = "rehearsal";

  private final StartArchives archives;
  private final Path directory;
  private final Path output;
  private final Stage stage;
  private final CountDownLatch closed = new CountDownLatch(1);

  public Rehearsal(StartArchives archives) {
    this.archives = archives;
    this.directory = HalfMade.in(archives.root(), NAME);
    this.output = archives.root().resolve(NAME + ".log");
    this.stage = new Stage(directory, output);
  }

  /** Begins in the background. */
  public void start() {
    Thread thread = new Thread(this::rehearseLater, NAME);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    closed.countDown();
    stage.close();
    HalfMade.discard(directory); // The thread, which would, ends with this process.
  }

  private void rehearseLater() {
    try {
      Files.createDirectories(archives.root());
      while (!closed.await(FIRST_THE_START.toMillis(), TimeUnit.MILLISECONDS)
          && !archives.allFit()) {
        if (!HalfMade.isMadeByAnother(archives.root(), NAME)) {
          makeAll();
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      if (closed.getCount() > 0) {
        RehearsalLog.failed(e, output);
      }
    } finally {
      stage.close();
      HalfMade.discard(directory);
    }
  }

  private void makeAll() throws IOException, InterruptedException {
    HalfMade.discardLeftovers(archives.root());
    Files.createDirectories(directory);
    Files.deleteIfExists(output);
    rehearse();
    RehearsalLog.made(archives.directory());
  }

  private void rehearse() throws IOException, InterruptedException {
    String script = archives.home().resolve("bin").resolve("master").toString();
    Process master =
        stage.start(
            classes("master"), List.of(script, "start", "--port", "0", "--stop-with-stdin"));
    String address = address(master);
    stage.run(classes("none"), commands());
    try (Joining joining = Joining.of(directory.resolve("ca"), "node-0")) {
      stage.run(classes("worker"), worker(address), joining.letter());
    }
    master.getOutputStream().close();
    stage.end(master);
    for (StartArchive archive : List.of(archives.cli(), archives.worker(), archives.master())) {
      make(archive);
    }
  }

  /** What people type most, in one process, which ends by itself. */
  private List<String> commands() {
    return List.of(
        java(),
        "-XX:DumpLoadedClassList=" + classes("cli"),
        "-Xmx128m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        classPath("cli"),
        "dev.foray.cli.CliRehearsal");
  }

  /** The worker ends by itself, as nobody expects its node. */
  private List<String> worker(String address) {
    return List.of(
        java(),
        "-XX:DumpLoadedClassList=" + classes("worker"),
        "-Xmx96m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        classPath("worker"),
        "dev.foray.worker.WorkerMain",
        "--master",
        address,
        "--node",
        "node-0",
        "--slots",
        "1",
        "--data-dir",
        directory.resolve("node-0").toString(),
        "--runner-lib",
        archives.home().resolve("lib").resolve("chunk-runner").toString(),
        "--java",
        java(),
        "--stop-with-master");
  }

  private String address(Process master) throws IOException, InterruptedException {
    Path file = directory.resolve("master.address");
    long begun = System.nanoTime();
    while (!Files.exists(file)) {
      if (!master.isAlive() || System.nanoTime() - begun > LONGEST_START.toNanos()) {
        throw new IOException("the second Master did not start");
      }
      if (closed.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("this Master is stopping");
      }
    }
    return Files.readAllLines(file).get(0);
  }

  /** G1 keeps more of the heap in an archive than the collector that these processes run with. */
  private void make(StartArchive archive) throws IOException, InterruptedException {
    Path made = directory.resolve(archive.name() + ".jsa");
    List<String> dump =
        List.of(
            java(),
            "-XX:+UseG1GC",
            "-Xmx512m",
            "-Xshare:dump",
            "-XX:SharedClassListFile=" + classes(archive.name()),
            "-XX:SharedArchiveFile=" + made,
            "-cp",
            classPath(archive.name()));
    int exit = stage.run(classes("none"), dump);
    if (exit != 0) {
      throw new IOException("making " + archive.name() + ".jsa ended with exit code " + exit);
    }
    archive.take(made);
  }

  private Path classes(String name) {
    return directory.resolve(name + ".classes");
  }

  private String classPath(String name) {
    return archives.home().resolve("lib").resolve(name) + "/*";
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
