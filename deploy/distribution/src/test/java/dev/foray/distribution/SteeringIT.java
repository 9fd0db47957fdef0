package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foray.distribution.jobs.GatedSumJob;
import dev.foray.distribution.jobs.SumJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job is held back, its Master is started anew, and it goes on, one chunk at a time. */
class SteeringIT {
  private static final int CHUNKS = 5;
  private static final int SLOTS = 2;
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir private Path dataDirectory;

  @Test
  void aPausedJobWaitsThroughARestartAndGoesOnWithinItsLimit() throws Exception {
    String url = Postgres.newDatabase();
    Path gate = dataDirectory.resolve("gate");
    try (RunningMaster master = start(url)) {
      submit(master, gate);
      await("chunks in all slots").atMost(LONG).until(() -> atWork(url) == SLOTS);

      assertThat(says(master, "stacks", "1.chunk-0")).contains("GatedSumJob.map");
      assertThat(says(master, "pause", "1")).contains("is paused: 2 running chunks finish");
      assertThat(says(master, "pause", "1")).contains("is paused already, by ");
      Files.createFile(gate);

      await("the end of what ran")
          .atMost(LONG)
          .untilAsserted(
              () -> assertThat(count(url, "chunk", "DONE")).as(master.log()).isEqualTo(SLOTS));
      await("the end of the node").atMost(LONG).until(() -> count(url, "node", "TERMINATED") == 1);
      assertThat(attempts(url)).as(master.log()).isEqualTo(SLOTS);
    }
    try (RunningMaster master = start(url)) {
      await("a paused job's rest")
          .during(Duration.ofSeconds(3))
          .atMost(LONG)
          .until(() -> attempts(url) == SLOTS && count(url, "node", "TERMINATED") == nodes(url));
      assertThat(says(master, "job", "1")).contains("  paused     by ");
      assertThat(says(master, "why", "1")).contains("job-1: paused by ", "`master resume job-1`");

      assertThat(says(master, "limit", "1", "1")).contains("is limited to 1 chunk at once");
      assertThat(says(master, "resume", "1")).contains("job-1 goes on");
      assertThat(master.run("wait", "1").exitCode()).as(master.log()).isZero();
      assertThat(says(master, "why", "1")).contains("job-1: ended: SUCCEEDED at ");
      Distribution.Ended late = master.run("pause", "1");
      assertThat(late.exitCode()).isEqualTo(2);
      assertThat(late.err()).contains("job-1 has SUCCEEDED already");
    }
    int pairs = CHUNKS * SumJob.PAIRS_PER_CHUNK;
    assertThat(rows(url, "select count(*), count(distinct pair) from seen"))
        .containsExactly(pairs + "|" + pairs);
    assertThat(rows(url, "select sum(n) from total")).containsExactly(String.valueOf(pairs));
    assertThat(attempts(url)).isEqualTo(CHUNKS);
    assertThat(chunksAtOnceAfterTheResume(url)).isEmpty();
  }

  private RunningMaster start(String url) throws Exception {
    return RunningMaster.startOn(
        url, dataDirectory, "--slots", String.valueOf(SLOTS), "--max-nodes", "1");
  }

  private void submit(RunningMaster master, Path gate) throws Exception {
    Path jar = JobJar.of(dataDirectory, "sum.jar", SumJob.class, GatedSumJob.class);
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
  }

  private static String says(RunningMaster master, String... words) throws Exception {
    Distribution.Ended ended = master.run(words);
    assertThat(ended.exitCode()).as(ended.toString()).isZero();
    return ended.out();
  }

  private static int atWork(String url) throws Exception {
    return number(
        url, "select count(*) from foray.attempt where step = 'CHUNK' and state = 'RUNNING'");
  }

  private static int attempts(String url) throws Exception {
    return number(url, "select count(*) from foray.attempt where step = 'CHUNK'");
  }

  private static int nodes(String url) throws Exception {
    return number(url, "select count(*) from foray.node");
  }

  private static int count(String url, String table, String state) throws Exception {
    return number(url, "select count(*) from foray." + table + " where state = '" + state + "'");
  }

  /** Pairs of attempts that ran side by side, without those that ran before the pause. */
  private static List<String> chunksAtOnceAfterTheResume(String url) throws Exception {
    return rows(
        url,
        "select a.chunk_index, b.chunk_index from foray.attempt a join foray.attempt b"
            + " on a.step = 'CHUNK' and b.step = 'CHUNK' and a.chunk_index < b.chunk_index"
            + " where a.chunk_index >= "
            + SLOTS
            + " and a.dispatched_at < b.ended_at and b.dispatched_at < a.ended_at");
  }

  private static int number(String url, String sql) throws Exception {
    return Integer.parseInt(rows(url, sql).get(0));
  }

  private static List<String> rows(String url, String sql) throws Exception {
    return Postgres.rows(url, "postgres", "", sql);
  }
}
