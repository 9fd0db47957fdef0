package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foray.distribution.jobs.StragglingSumJob;
import dev.foray.distribution.jobs.SumJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The last chunk stands still, and gets a second attempt on the slot that is empty: of the two one
 * commits, whichever is first, and the other is ended.
 */
class SecondAttemptIT {
  private static final int LAST = 5;

  @TempDir private Path directory;

  private String url = "";

  @Test
  void whicheverIsFirstCommitsAndTheOtherIsEnded() throws Exception {
    url = Postgres.newDatabase();
    try (RunningMaster master =
        RunningMaster.startOn(url, directory, "--slots", "2", "--max-nodes", "1")) {
      Path gates = Files.createDirectory(directory.resolve("gates-1"));
      Files.createFile(gates.resolve("go-2"));
      endsWell(submit(master, gates), master);
      assertThat(attemptsAtTheLast(1)).containsExactly("1|CANCELLED|FENCED", "2|SUCCEEDED|null");
      assertThat(master.run("attempts", "job-1.chunk-" + LAST).out())
          .contains("the attempt beside it has ended the chunk");

      gates = Files.createDirectory(directory.resolve("gates-2"));
      Process submit = submit(master, gates);
      Path both = gates.resolve("here-2");
      await("both attempts").atMost(Duration.ofMinutes(5)).until(() -> Files.exists(both));
      Files.createFile(gates.resolve("go-1"));
      endsWell(submit, master);
      assertThat(attemptsAtTheLast(2)).containsExactly("1|SUCCEEDED|null", "2|CANCELLED|FENCED");
    }
  }

  private Process submit(RunningMaster master, Path gates) throws Exception {
    Path jar = JobJar.of(gates, "sum.jar", SumJob.class, StragglingSumJob.class);
    return master.begin(
        gates.resolve("submit.log"),
        "submit",
        "--wait",
        "--jar",
        jar.toString(),
        "--set",
        "secondAttemptFrom=1",
        "--param",
        "chunks=" + (LAST + 1),
        "--param",
        "micros=100",
        "--param",
        "gates=" + gates,
        "StragglingSumJob");
  }

  private void endsWell(Process submit, RunningMaster master) throws Exception {
    assertThat(submit.waitFor(5, TimeUnit.MINUTES)).as(master.log()).isTrue();
    assertThat(submit.exitValue()).as(master.log()).isZero();
    await("the end of the other's process")
        .atMost(Duration.ofMinutes(1))
        .until(() -> master.runners().isEmpty());
    CountedOnce.assertCountedOnce(url, (LAST + 1) * SumJob.PAIRS_PER_CHUNK);
  }

  private List<String> attemptsAtTheLast(int job) throws Exception {
    return Postgres.rows(
        url,
        "postgres",
        "",
        "select attempt, state, failure_kind from foray.attempt where step = 'CHUNK' and job_id = "
            + job
            + " and chunk_index = "
            + LAST
            + " order by attempt");
  }
}
