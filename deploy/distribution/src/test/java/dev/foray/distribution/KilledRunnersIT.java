package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foray.distribution.jobs.SumJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runners are killed with SIGKILL while a job adds up: each pair counts once all the same. */
class KilledRunnersIT {
  private static final int CHUNKS = 16;
  private static final int KILLS = 6;

  @TempDir private Path dataDirectory;

  @Test
  void aSumThatIsNotIdempotentIsRightThoughRunnersAreKilled() throws Exception {
    String url = Postgres.newDatabase();
    Path jar = JobJar.of(dataDirectory, "sum.jar", SumJob.class);
    try (RunningMaster master =
        RunningMaster.startOn(url, dataDirectory, "--slots", "2", "--max-nodes", "2")) {
      Process submit =
          master.begin(
              dataDirectory.resolve("submit.log"),
              "submit",
              "--wait",
              "--jar",
              jar.toString(),
              "--param",
              "chunks=" + CHUNKS,
              "--param",
              "micros=10000",
              "SumJob");
      killSomeRunners(master, url);
      assertThat(submit.waitFor(10, TimeUnit.MINUTES)).as(master.log()).isTrue();
      assertThat(submit.exitValue()).as(master.log()).isZero();
    }
    CountedOnce.assertCountedOnce(url, CHUNKS * SumJob.PAIRS_PER_CHUNK);
    assertThat(rows(url, "select count(*) from foray.attempt where failure_kind = 'RUNNER_DIED'"))
        .isNotEqualTo(List.of("0"));
  }

  /**
   * Kills runners at random until an attempt has died, again and again. Those that wait as spares,
   * and those that have committed and are about to end, are hit too: that costs no attempt.
   */
  private static void killSomeRunners(RunningMaster master, String url) throws Exception {
    // A job whose first five attempts all die is given up, rightly: one chunk is let through first.
    await("a chunk that is done")
        .atMost(Duration.ofMinutes(5))
        .ignoreExceptions()
        .until(() -> !rows(url, "select 1 from foray.chunk where state = 'DONE'").isEmpty());
    Random random = new Random(17);
    for (int kill = 1; kill <= KILLS; kill++) {
      long deaths = deaths(url);
      await("an attempt to die by a kill")
          .atMost(Duration.ofMinutes(5))
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> {
                killOneOf(master.runners(), random);
                return hasEnded(url) || deaths(url) > deaths;
              });
    }
  }

  private static void killOneOf(List<ProcessHandle> runners, Random random) {
    if (!runners.isEmpty()) {
      runners.get(random.nextInt(runners.size())).destroyForcibly();
    }
  }

  private static boolean hasEnded(String url) throws Exception {
    return !rows(url, "select 1 from foray.job where ended_at is not null").isEmpty();
  }

  private static long deaths(String url) throws Exception {
    return Long.parseLong(
        rows(url, "select count(*) from foray.attempt where failure_kind is not null").get(0));
  }

  private static List<String> rows(String url, String sql) throws Exception {
    return Postgres.rows(url, "postgres", "", sql);
  }
}
