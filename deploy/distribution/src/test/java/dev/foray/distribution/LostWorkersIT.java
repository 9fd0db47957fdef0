package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers die, or are silent for longer than their lease: what they ran runs elsewhere, once. */
class LostWorkersIT {
  private static final Duration LEASE = Duration.ofSeconds(6);
  private static final Duration BACKOFF = Duration.ofMillis(200);

  /** And chunks: each has a slot at once, also when it runs again. */
  private static final int SLOTS = 4;

  private static final String ATTEMPTS =
      "select 1 from foray.attempt where step = 'CHUNK' and job_id = :job";

  @TempDir private static Path directory;
  private static String url = "";

  @SuppressWarnings("NullAway.Init")
  private static RunningMaster master;

  /** From the submission until its first chunks are at work, on a node that is started for them. */
  private Duration start = Duration.ZERO;

  @BeforeAll
  static void startMaster() throws Exception {
    url = Postgres.newDatabase();
    Files.writeString(
        directory.resolve("foray.properties"),
        "lease-millis=" + LEASE.toMillis() + "\nbackoff-millis=" + BACKOFF.toMillis() + "\n");
    master =
        RunningMaster.startOn(url, directory, "--slots", String.valueOf(SLOTS), "--max-nodes", "2");
  }

  @AfterAll
  static void stopMaster() throws Exception {
    master.close();
    assertThat(FaultProcesses.workers(directory)).isEmpty();
  }

  @Test
  void whatAKilledRunnerRanRunsAgainAndWhatAKilledWorkerRanRunsElsewhere() throws Exception {
    SumRun job = submit();
    long runnerKilledAt = System.nanoTime();
    runners(worker(node(job))).get(0).destroyForcibly();
    job.until("the chunk's next attempt", ATTEMPTS + " and attempt = 2");
    within("a killed runner's chunk was dispatched again", runnerKilledAt, BACKOFF.plusSeconds(2));
    assertThat(job.attempts("failure_kind = 'RUNNER_DIED'")).isEqualTo(1);

    job.awaitAtWork(SLOTS);
    String node = node(job);
    List<ProcessHandle> doomed = runners(worker(node));
    doomed.add(0, worker(node)); // It is not to tell of their deaths.
    long workerKilledAt = System.nanoTime();
    doomed.forEach(ProcessHandle::destroyForcibly);
    allRunElsewhere(job, node, workerKilledAt);

    job.openGate();
    job.endsWithEachPairCountedOnce();
    assertThat(job.attempts("true")).as("attempts").isEqualTo(SLOTS + 1 + SLOTS);
  }

  /** Half of its runners go on without it; the others are stopped as it is. */
  @Test
  void stoppedPastItsLeaseAWorkerAndItsRunnersCountNothingTwice() throws Exception {
    SumRun job = submit();
    String node = node(job);
    List<ProcessHandle> stopped = runners(worker(node)).subList(0, SLOTS / 2);
    stopped.add(0, worker(node));
    long stoppedAt = System.nanoTime();
    for (ProcessHandle each : stopped) {
      FaultProcesses.stop(each);
    }
    allRunElsewhere(job, node, stoppedAt);

    job.openGate(); // Those that go on try to commit, too.
    job.until("a commit", "select 1 from foray.chunk where state = 'DONE' and job_id = :job");
    for (ProcessHandle each : stopped) {
      if (each.isAlive()) { // After a minute without its worker the node is ended.
        FaultProcesses.goOn(each);
      }
    }
    job.endsWithEachPairCountedOnce();
  }

  /** As of a machine that is gone: nothing but what the Master keeps is left. */
  @Test
  void logIsReadWholeThoughItsNodeAndAllItsFilesAreGone() throws Exception {
    SumRun job = SumRun.submit(1, master, url, directory, "chatter=2000");
    job.awaitAtWork(1);
    String node = node(job);
    ProcessHandle worker = worker(node);
    job.openGate();
    job.endsWithEachPairCountedOnce();
    String chunk = "job-" + job.number() + ".chunk-0";
    String there = master.run("logs", chunk).out();
    assertThat(there).hasSizeGreaterThan(2_000_000);
    await("the end of the worker").atMost(SumRun.LONG).until(() -> !worker.isAlive());

    delete(directory.resolve("nodes").resolve(node));

    assertThat(master.run("logs", chunk).out()).isEqualTo(there);
    assertThat(master.run("logs", chunk, "--grep", "exit code").exitCode()).isZero();
    Distribution.Ended ofNode = master.run("logs", node);
    assertThat(ofNode.exitCode()).isEqualTo(2);
    assertThat(ofNode.err()).startsWith("there is no log of " + node + " here");
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private SumRun submit() throws Exception {
    long begin = System.nanoTime();
    SumRun job = SumRun.submit(SLOTS, master, url, directory);
    job.awaitAtWork(SLOTS);
    start = Duration.ofNanos(System.nanoTime() - begin);
    return job;
  }

  /** The one that all of the job's chunks at work are on. */
  private static String node(SumRun job) throws Exception {
    Set<String> nodes =
        job.placesAtWork().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    assertThat(nodes).hasSize(1);
    return nodes.iterator().next();
  }

  private static ProcessHandle worker(String node) {
    return FaultProcesses.worker(directory, node);
  }

  private static List<ProcessHandle> runners(ProcessHandle worker) {
    List<ProcessHandle> runners = new ArrayList<>(FaultProcesses.runners(worker));
    assertThat(runners).hasSize(SLOTS);
    return runners;
  }

  /** Each chunk that ran on a node runs again on another one, before a lease and five seconds. */
  private void allRunElsewhere(SumRun job, String node, long lostAt) throws Exception {
    job.until(
        "as many chunks at work on another node",
        ATTEMPTS
            + " and state = 'RUNNING' and worker_id in (select id from foray.worker where node_id <> '"
            + node
            + "') having count(*) = "
            + SLOTS);
    within("a lost worker's chunks run elsewhere", lostAt, LEASE.plusSeconds(5));
    assertThat(job.attempts("state = 'LOST'")).isEqualTo(SLOTS);
  }

  /** The aim is for a machine that is not busy: how busy it is, the start has shown. */
  private void within(String what, long since, Duration aim) {
    Duration took = Duration.ofNanos(System.nanoTime() - since);
    System.out.printf(
        "%s after %d ms; the aim is %d, the start took %d%n",
        what, took.toMillis(), aim.toMillis(), start.toMillis());
    assertThat(took).as(what).isLessThan(aim.plus(start).multipliedBy(3));
  }
}
