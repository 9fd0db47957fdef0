package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Master is killed with SIGKILL at points of a job's life, or stopped for a while, and started
 * again: the job goes on. One Master, with what is left of it, serves all the tests.
 */
class KilledMasterIT {
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final int SLOTS = 2;

  @TempDir private static Path directory;
  private static String url = "";
  private static int port;

  @SuppressWarnings("NullAway.Init")
  private static RunningMaster master;

  @BeforeAll
  static void startMaster() throws Exception {
    url = Postgres.newDatabase();
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Files.writeString(
        directory.resolve("foray.properties"),
        "lease-millis=" + LEASE.toMillis() + "\nbackoff-millis=50\n");
    start();
  }

  @AfterAll
  static void stopMaster() throws Exception {
    master.close();
    assertThat(FaultProcesses.workers(directory)).isEmpty();
  }

  @Test
  void killedWhileAPlanRunsItPlansAgainAndThePlanCountsOnce() throws Exception {
    SumRun job = SumRun.submit(master, url, directory, "planGate");
    job.openGate();
    job.until(
        "the plan at work",
        "select 1 from foray.attempt where step = 'PLAN' and state = 'RUNNING' and job_id = :job");
    List<ProcessHandle> planning =
        FaultProcesses.runners(master.handle()).stream()
            .filter(
                runner ->
                    RunningMaster.commandLine(runner)
                        .contains("-Dforay.attempt=job-" + job.number() + ".plan"))
            .toList();
    assertThat(planning).hasSize(1);

    killAndStart();

    await("the end of the plan's runner")
        .atMost(SumRun.LONG)
        .until(() -> planning.stream().noneMatch(ProcessHandle::isAlive));
    job.openPlanGate();
    job.endsWithEachPairCountedOnce();
    assertThat(
            job.rows(
                "select state, count(*) from foray.attempt where step = 'PLAN' and job_id = :job"
                    + " group by state order by state"))
        .containsExactlyInAnyOrder("LOST|1", "SUCCEEDED|1");
  }

  @Test
  void killedBeforeACallToAWorkerThenWhileChunksRunThenAfterTheLastCommitItEndsTheJob()
      throws Exception {
    arm("DISPATCHED");
    SumRun job = SumRun.submit(master, url, directory);
    diesAndStarts();
    job.awaitAtWork(SLOTS);
    // One for each slot: they are handed out together, and the first call was not made.
    assertThat(job.attempts("state = 'LOST'")).as(master.log()).isEqualTo(SLOTS);
    Set<Long> running = runners();

    killAndStart();
    assertThat(runners()).isEqualTo(running).hasSize(SLOTS);

    arm("CHUNKS_DONE");
    job.openGate();
    diesAndStarts();
    job.endsWithEachPairCountedOnce();
    assertThat(job.attempts("true")).isEqualTo(SumRun.CHUNKS + SLOTS);
    assertThat(job.attempts("attempt = 2")).isEqualTo(SLOTS);
  }

  @Test
  void stoppedForLongerThanEveryLeaseItEndsNothingThatIsAlive() throws Exception {
    SumRun job = SumRun.submit(master, url, directory);
    job.awaitAtWork(SLOTS);
    FaultProcesses.stop(master.handle());
    passes(LEASE.multipliedBy(2));
    FaultProcesses.goOn(master.handle());
    passes(LEASE);

    job.openGate();
    job.endsWithEachPairCountedOnce();
    assertThat(
            job.rows(
                "select * from foray.attempt where step = 'CHUNK' and state <> 'SUCCEEDED'"
                    + " and job_id = :job"))
        .as(master.log())
        .isEmpty();
    assertThat(master.log()).contains("every lease gets a full term");
  }

  private static void start() throws IOException {
    master =
        RunningMaster.begin(
            directory,
            List.of("-Dforay.master.drill=" + directory.resolve("drill")),
            "--port",
            String.valueOf(port),
            "--slots",
            String.valueOf(SLOTS),
            "--max-nodes",
            "1",
            "--database-url",
            url,
            "--database-user",
            "postgres");
    master.awaitReady();
  }

  private static void killAndStart() throws Exception {
    master.kill();
    start();
  }

  private static void arm(String point) throws IOException {
    Files.writeString(directory.resolve("drill"), point);
  }

  private static void diesAndStarts() throws Exception {
    assertThat(master.awaitExit()).isEqualTo(137);
    Files.delete(directory.resolve("drill"));
    start();
  }

  /** Those that were forked for an attempt: a job's first, and no spares, at work or not. */
  private static Set<Long> runners() {
    return FaultProcesses.workers(directory).stream()
        .flatMap(worker -> FaultProcesses.runners(worker).stream())
        .filter(runner -> RunningMaster.commandLine(runner).contains("-Dforay.attempt="))
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  /** Here nothing can be waited for but time itself. */
  private static void passes(Duration time) {
    await().pollDelay(time).atMost(time.plusMinutes(1)).until(() -> true);
  }
}
