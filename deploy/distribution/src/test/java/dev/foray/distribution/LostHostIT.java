package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foray.distribution.jobs.GatedSumJob;
import dev.foray.distribution.jobs.SumJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Master's host is gone with all that was on it, in the middle of a job. */
class LostHostIT {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final int CHUNKS = 4;

  @TempDir private Path directory;

  @Test
  void anotherHostGoesOnFromABackupAndTheDatabase() throws Exception {
    String url = Postgres.newDatabase();
    Path first = Files.createDirectories(directory.resolve("first"));
    Path second = Files.createDirectories(directory.resolve("second"));
    Path dev = Files.createDirectories(directory.resolve("dev"));
    Path backup = directory.resolve("backup.zip");
    Path gate = directory.resolve("gate");
    Path identity = directory.resolve("ada.pem");
    RunningMaster lost = start(first, url);
    try {
      logIn(lost, dev);
      Files.move(onlyFile(dev.resolve("logins")), identity);
      submit(lost, gate);
      await("chunks at work").atMost(LONG).until(() -> atWork(url) == 2);
      says(first, "backup", backup.toString());
    } finally {
      kill(lost, first);
    }
    delete(first);

    assertThat(says(second, "restore", backup.toString())).contains("put back into " + second);
    try (RunningMaster other = start(second, url, "--take-over")) {
      Files.createFile(gate);
      Distribution.Ended ended = asAda(second, identity, "wait", "1");
      assertThat(ended.exitCode()).as(other.log()).isZero();
      assertThat(says(second, "certificates")).containsPattern("admin/ada +VIEWER ");
    }
    int pairs = CHUNKS * SumJob.PAIRS_PER_CHUNK;
    assertThat(rows(url, "select count(*), count(distinct pair) from seen"))
        .containsExactly(pairs + "|" + pairs);
    assertThat(rows(url, "select sum(n) from total")).containsExactly(String.valueOf(pairs));
  }

  /** All of it at once, as far as that can be. */
  private static void kill(RunningMaster master, Path home) throws Exception {
    master.kill();
    for (ProcessHandle worker : FaultProcesses.workers(home)) {
      worker.destroyForcibly();
      worker.onExit().get();
    }
  }

  private static RunningMaster start(Path home, String url, String... more) throws IOException {
    List<String> options =
        Stream.concat(
                Stream.of(
                    "--slots",
                    "2",
                    "--max-nodes",
                    "1",
                    "--database-url",
                    url,
                    "--database-user",
                    "postgres"),
                Stream.of(more))
            .toList();
    return RunningMaster.start(home, options.toArray(String[]::new));
  }

  private static void logIn(RunningMaster master, Path dev) throws Exception {
    String said = master.run("invite", "ada", "--role", "viewer").out();
    String line =
        said.lines().filter(one -> one.startsWith("  master login ")).findFirst().orElseThrow();
    String[] words = line.strip().split(" ");
    says(dev, Stream.of(words).skip(1).toArray(String[]::new));
  }

  private void submit(RunningMaster master, Path gate) throws Exception {
    Path jar = JobJar.of(directory, "sum.jar", SumJob.class, GatedSumJob.class);
    Distribution.Ended submitted =
        master.run(
            "submit",
            "--detach",
            "--jar",
            jar.toString(),
            "--param",
            "chunks=" + CHUNKS,
            "--param",
            "micros=100",
            "--param",
            "gate=" + gate,
            "GatedSumJob");
    assertThat(submitted.exitCode()).as(submitted.toString()).isZero();
    Files.delete(jar); // The Master keeps its own.
  }

  private static Distribution.Ended asAda(Path home, Path identity, String... words)
      throws Exception {
    ProcessBuilder command = Distribution.command(home, words);
    command.environment().put("FORAY_IDENTITY", identity.toString());
    return Distribution.end(command);
  }

  private static String says(Path home, String... words) throws Exception {
    Distribution.Ended ended = Distribution.typed(home, words);
    assertThat(ended.exitCode()).as(ended.toString()).isZero();
    return ended.out();
  }

  private static Path onlyFile(Path in) throws IOException {
    try (Stream<Path> files = Files.list(in)) {
      return files.findFirst().orElseThrow();
    }
  }

  /** But not what a link leads to. */
  private static void delete(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  private static int atWork(String url) throws Exception {
    return Integer.parseInt(
        rows(url, "select count(*) from foray.attempt where step = 'CHUNK' and state = 'RUNNING'")
            .get(0));
  }

  private static List<String> rows(String url, String sql) throws Exception {
    return Postgres.rows(url, "postgres", "", sql);
  }
}
