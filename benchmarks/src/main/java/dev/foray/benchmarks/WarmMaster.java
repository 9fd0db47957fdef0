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
  private static final int ENOUGH_FOR_AN_ARCHIVE = 6;
  private static final long LONGEST_SECONDS = 300;

  private final Path script;
  private final Path jobJar;
  private final Path data;
  private final SharedPostgres postgres;
  private final int slots;
  private @Nullable MasterProcess process;

  /**
   * @param slots of the one node
   */
  WarmMaster(Path script, Path jobJar, Path data, SharedPostgres postgres, int slots) {
    this.script = script;
    this.jobJar = jobJar;
    this.data = data;
    this.postgres = postgres;
    this.slots = slots;
  }

  /** Harmless where it is there already. */
  void start() throws Exception {
    if (process != null) {
      return;
    }
    Files.createDirectories(data);
    List<String> options = new ArrayList<>(List.of("--slots", "" + slots, "--max-nodes", "1"));
    options.addAll(List.of("--database-url", postgres.url()));
    options.addAll(List.of("--database-user", SharedPostgres.USER));
    process = MasterProcess.start(script, data, options);
    submit(List.of("--param", "chunks=" + ENOUGH_FOR_AN_ARCHIVE, TinyChunks.class.getName()));
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
    command.addAll(List.of("--jar", jobJar.toString()));
    command.addAll(options);
    process.run(command);
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
