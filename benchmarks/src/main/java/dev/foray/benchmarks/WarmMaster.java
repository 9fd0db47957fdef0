package dev.foray.benchmarks;

import dev.foray.benchmarks.compare.SharedPostgres;
import dev.foray.benchmarks.model.TinyChunks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Master with local nodes that stands there before a clock starts, as one that runs jobs every
 * night: it has run a job already, so its runners start from a class-data archive. One for all jobs
 * of a comparison; not thread-safe.
 */
final class WarmMaster implements AutoCloseable {
  /** Of its one node, where a contest wants nothing else: one for each core of a small machine. */
  static final int SLOTS = 2;

  private static final int ENOUGH_FOR_AN_ARCHIVE = 6;
  private static final long LONGEST_SECONDS = 300;
  private static final long LONGEST_JOB_SECONDS = 3_600;

  private final Path script;
  private final Path jobJar;
  private final Path data;
  private final SharedPostgres postgres;
  private @Nullable MasterProcess process;
  private int slots;

  WarmMaster(Path script, Path jobJar, Path data, SharedPostgres postgres) {
    this.script = script;
    this.jobJar = jobJar;
    this.data = data;
    this.postgres = postgres;
  }

  /** With so many slots; where it is there with as many, nothing happens. */
  void start(int wanted) throws Exception {
    if (process != null && slots == wanted) {
      return;
    }
    close();
    slots = wanted;
    Files.createDirectories(data);
    List<String> options = new ArrayList<>(List.of("--slots", "" + slots, "--max-nodes", "1"));
    options.addAll(List.of("--database-url", postgres.url()));
    options.addAll(List.of("--database-user", SharedPostgres.USER));
    process = MasterProcess.startUnwatched(script, data, options);
    Variant plainly = new Variant("", List.of());
    String chunks = "chunks=" + ENOUGH_FOR_AN_ARCHIVE;
    submit(plainly.submission(jobJar, TinyChunks.class.getName(), chunks));
    await("an archive of its classes", this::hasArchive);
  }

  /**
   * Follows the job to its end, which must be a good one.
   *
   * @param options of {@code master submit}, the job's class last
   */
  void submit(List<String> options) throws IOException, InterruptedException {
    if (process == null) {
      throw new IllegalStateException("no Master was started for " + options);
    }
    List<String> command = new ArrayList<>(List.of("submit", "--wait"));
    command.addAll(options);
    process.run(command, LONGEST_JOB_SECONDS);
  }

  /** With the jobs that are timed. */
  Path jobJar() {
    return jobJar;
  }

  /** With the jobs of the examples. */
  Path examples() {
    return script.resolveSibling("../examples/examples.jar").normalize();
  }

  /** Until the nodes of earlier jobs have ended. */
  void awaitIdle() throws Exception {
    String alive = "select count(*) from foray.node where state <> 'TERMINATED'";
    await("the end of its nodes", () -> postgres.text(alive).equals("0"));
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null) {
      process.close();
      process = null;
    }
  }

  private boolean hasArchive() throws IOException {
    Path archives = data.resolve("archives");
    if (!Files.isDirectory(archives)) {
      return false;
    }
    try (Stream<Path> files = Files.list(archives)) {
      return files.anyMatch(file -> file.toString().matches(".*/(?!new-)[^/]*\\.(jsa|aot)"));
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(String what, Condition condition) throws Exception {
    for (long waited = 0; !condition.holds(); waited++) {
      if (waited == LONGEST_SECONDS * 20) {
        throw new IllegalStateException(
            "the Master: " + what + " did not come within " + LONGEST_SECONDS + " s");
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
