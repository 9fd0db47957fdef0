package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foray.distribution.jobs.SumJob;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * At each point of an attempt's life, from its first read to after its commit, with the whole
 * system on PostgreSQL: its process is killed there, or sleeps there until its lease is long over,
 * or its job is steered meanwhile.
 */
@Order(3)
class KilledAtEachPointIT {
  private static final List<String> OF_A_STEP = List.of("WRITTEN", "FENCED", "COMMITTED");
  private static final List<String> OF_A_CHUNK =
      List.of("READING", "MAPPING", "WRITTEN", "FENCED", "COMMITTED");

  @TempDir private static Path directory;

  @SuppressWarnings("NullAway.Init")
  private static String url;

  @SuppressWarnings("NullAway.Init")
  private static RunningMaster master;

  @SuppressWarnings("NullAway.Init")
  private static Path drill;

  @SuppressWarnings("NullAway.Init")
  private static Path jar;

  @BeforeAll
  static void startMaster() throws Exception {
    url = Postgres.newDatabase();
    drill = Files.createDirectory(directory.resolve("drill"));
    jar = JobJar.of(directory, "sum.jar", SumJob.class);
    Files.writeString(
        directory.resolve("foray.properties"), "lease-millis=15000\nbackoff-millis=20\n");
    master =
        RunningMaster.begin(
            directory,
            List.of("-Dforay.drill=" + drill),
            "--slots",
            "1",
            "--max-nodes",
            "2",
            "--database-url",
            url,
            "--database-user",
            "postgres");
    master.awaitReady();
  }

  @AfterAll
  static void stopMaster() throws Exception {
    master.close();
  }

  @Test
  void killedAtEachPointOfPlanChunkAndFinishEachPairCountsOnce() throws Exception {
    List<String> points = new ArrayList<>();
    OF_A_STEP.forEach(point -> points.addAll(List.of("PLAN-" + point, "FINISH-" + point)));
    OF_A_CHUNK.forEach(point -> points.add("CHUNK-" + point));
    for (String point : points) {
      Files.writeString(drill.resolve(point), "halt");
    }

    String job = submit(3);

    awaitEnd();
    CountedOnce.assertCountedOnce(url, 3 * SumJob.PAIRS_PER_CHUNK);
    assertThat(takenPoints()).containsExactlyInAnyOrderElementsOf(points);
    assertThat(
            rows(
                "select count(*) from foray.attempt where failure_kind = 'RUNNER_DIED'"
                    + " and job_id = "
                    + job))
        .containsExactly("8"); // Those that had committed have not failed.
  }

  /**
   * It wakes when another attempt has committed: its session is gone, and with it what it wrote.
   * After a minute its node is ended, so a slow machine gets a second chance to see it wake.
   */
  @ParameterizedTest
  @ValueSource(strings = {"WRITTEN", "FENCED"})
  void oneThatWakesAfterItsSuccessorCommittedChangesNothing(String point) throws Exception {
    boolean awoke = false;
    for (int chance = 1; chance <= 3 && !awoke; chance++) {
      clearDrill();
      awoke = wakesLate(point);
      awaitEnd();
      CountedOnce.assertCountedOnce(url, SumJob.PAIRS_PER_CHUNK);
    }
    assertThat(awoke).as(master.log()).isTrue();
  }

  private static boolean wakesLate(String point) throws Exception {
    Path pipe = pipe("CHUNK-" + point);
    String ofJob = " and job_id = " + submit(1);
    ProcessHandle runner = awaitTaken(point);
    ProcessHandle worker = runner.parent().orElseThrow();
    FaultProcesses.stop(worker);
    FaultProcesses.stop(runner);
    await("another's commit")
        .atMost(SumRun.LONG)
        .until(() -> !rows("select 1 from foray.chunk where done_by > 1" + ofJob).isEmpty());
    assertThat(rows("select state from foray.attempt where step = 'CHUNK' and attempt = 1" + ofJob))
        .containsExactly("LOST");
    try {
      FaultProcesses.goOn(runner);
      FaultProcesses.goOn(worker);
    } catch (IOException e) {
      return false; // They are gone.
    }
    tell(pipe, runner, "go on");
    await("the end of the one that woke up").atMost(SumRun.LONG).until(() -> !runner.isAlive());
    return true;
  }

  @ParameterizedTest
  @ValueSource(strings = {"READING", "MAPPING", "WRITTEN", "FENCED"})
  void pauseRetryAndCancelAtThatPointLeaveNothingOfTheChunk(String point) throws Exception {
    pipe("CHUNK-" + point);
    String job = submit(1);
    awaitTaken(point);

    assertThat(master.run("retry", job).out()).contains("runs already");
    assertThat(master.run("pause", job).exitCode()).isZero();
    assertThat(master.run("pause", job).exitCode()).isZero();
    assertThat(master.run("why", job).out()).as(master.log()).contains("paused");
    assertThat(master.run("cancel", job).exitCode()).isZero();
    awaitEnd();

    assertThat(master.run("job", job).out()).contains("CANCELLED", "1 cancelled");
    assertThat(CountedOnce.assertWholeChunks(url)).isZero();
  }

  /** After its fence a step holds the job's row, which pause and cancel want too. */
  @ParameterizedTest
  @ValueSource(strings = {"PLAN-WRITTEN", "PLAN-FENCED", "FINISH-WRITTEN", "FINISH-FENCED"})
  void pauseRetryAndCancelThereLeaveNothingOfPlanOrFinish(String point) throws Exception {
    pipe(point);
    String job = submit(1);
    ProcessHandle runner = awaitTakenPoint(point);

    assertThat(master.run("retry", job).toString()).contains("runs already");
    Distribution.Ended pause = master.run("pause", job);
    if (point.endsWith("FENCED")) {
      assertThat(pause.toString()).contains("is about to commit", "again");
    } else {
      assertThat(pause.exitCode()).as(pause.toString()).isZero();
    }
    assertThat(master.run("cancel", job).exitCode()).as(master.log()).isZero();
    awaitEnd();

    assertThat(master.run("job", job).out()).contains("CANCELLED");
    await("the end of its process").atMost(SumRun.LONG).until(() -> !runner.isAlive());
    String step = point.substring(0, point.indexOf('-')).toLowerCase(Locale.ROOT);
    assertThat(
            rows(
                "select state from foray.attempt where step = '%s' and job_id = %s"
                    .formatted(step.toUpperCase(Locale.ROOT), job)))
        .containsExactly("CANCELLED");
    assertThat(rows("select 1 from foray.chunk where job_id = " + job))
        .hasSize(step.equals("plan") ? 0 : 1);
    if (step.equals("finish")) {
      assertThat(rows("select step from mark where job = 'job-" + job + "'"))
          .containsExactly("plan");
      assertThat(CountedOnce.assertWholeChunks(url)).isOne();
    }
  }

  @Test
  void afterTheCommitTheyComeTooLateAndSaySo() throws Exception {
    Path pipe = pipe("CHUNK-COMMITTED");
    String job = submit(1);
    ProcessHandle runner = awaitTaken("COMMITTED");
    awaitEnd();

    assertThat(master.run("cancel", job).toString()).contains("SUCCEEDED");
    assertThat(master.run("pause", job).toString()).contains("SUCCEEDED");
    assertThat(master.run("retry", job).toString()).contains("SUCCEEDED");
    tell(pipe, runner, "go on");
    CountedOnce.assertCountedOnce(url, SumJob.PAIRS_PER_CHUNK);
  }

  /** The job's number. */
  private static String submit(int chunks) throws Exception {
    Distribution.Ended submitted =
        master.run(
            "submit",
            "--detach",
            "--jar",
            jar.toString(),
            "--param",
            "chunks=" + chunks,
            "--param",
            "micros=100",
            "SumJob");
    assertThat(submitted.exitCode()).as(submitted + master.log()).isZero();
    return String.valueOf(SumRun.number(url, "select max(id) from foray.job"));
  }

  private static void awaitEnd() throws IOException {
    try {
      await("the job's end")
          .atMost(SumRun.LONG)
          .until(() -> rows("select 1 from foray.job where ended_at is null").isEmpty());
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(e.getMessage() + "\n" + master.log(), e);
    }
  }

  /** At this point a chunk's runner will wait to be told. */
  private static Path pipe(String point) throws Exception {
    Path pipe = drill.resolve(point);
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start();
    assertThat(made.waitFor()).isZero();
    return pipe;
  }

  /** Opened for both, a pipe that nobody reads any more holds nobody up. */
  private static void tell(Path pipe, ProcessHandle runner, String what) throws IOException {
    try (RandomAccessFile both = new RandomAccessFile(pipe + "." + runner.pid(), "rw")) {
      both.writeBytes(what);
    }
  }

  /** The runner that waits at the point. */
  private static ProcessHandle awaitTaken(String point) {
    return awaitTakenPoint("CHUNK-" + point);
  }

  private static ProcessHandle awaitTakenPoint(String point) {
    await("a runner that is there: " + point)
        .atMost(SumRun.LONG)
        .until(() -> takenPoints().contains(point));
    return files().stream()
        .map(name -> name.substring(name.indexOf('.') + 1))
        .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
        .findFirst()
        .orElseThrow();
  }

  private static List<String> takenPoints() {
    return files().stream()
        .filter(name -> name.contains("."))
        .map(name -> name.substring(0, name.indexOf('.')))
        .toList();
  }

  private static List<String> files() {
    try (Stream<Path> files = Files.list(drill)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void disarm() throws IOException {
    clearDrill();
  }

  private static void clearDrill() throws IOException {
    for (String name : files()) {
      Files.delete(drill.resolve(name));
    }
  }

  private static List<String> rows(String sql) throws Exception {
    return Postgres.rows(url, "postgres", "", sql);
  }
}
