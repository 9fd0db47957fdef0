package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.distribution.jobs.Mended;
import dev.foray.distribution.jobs.PoisonedSumJob;
import dev.foray.distribution.jobs.SumJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pair that ends its JVM is found, named, set aside, and run when the code is mended; each pair
 * has counted once in the end.
 */
class PoisonIT {
  private static final int PAIRS = SumJob.PAIRS_PER_CHUNK;

  @TempDir private Path dataDirectory;

  @Test
  void thePairThatKillsIsNamedThenSetAsideThenCountedWhenTheCodeIsMended() throws Exception {
    String url = Postgres.newDatabase();
    Files.writeString(
        dataDirectory.resolve("foray.properties"), "backoff-millis=100\nrunner-heap=96\n");
    Path jar = JobJar.of(dataDirectory, "sum.jar", SumJob.class, PoisonedSumJob.class);
    Path mended =
        JobJar.of(dataDirectory, "mended.jar", SumJob.class, PoisonedSumJob.class, Mended.class);
    try (RunningMaster master =
        RunningMaster.startOn(url, dataDirectory, "--slots", "1", "--max-nodes", "1")) {
      Distribution.Ended failed =
          master.run(
              "submit",
              "--wait",
              "--jar",
              jar.toString(),
              "--param",
              "chunks=1",
              "--param",
              "micros=100",
              "--set",
              "attempts=3",
              "--max-skipped",
              "1",
              "PoisonedSumJob");
      assertThat(failed.exitCode()).as(failed.toString()).isEqualTo(1);
      assertThat(failed.out())
          .contains(
              "the pair of key "
                  + PoisonedSumJob.KILLS
                  + " ends the JVM: OutOfMemoryError (exit code 3), as it was mapped alone in"
                  + " job-1.chunk-0.attempt-3");
      assertThat(counted(url)).isEqualTo("0|0");

      Distribution.Ended again = master.run("retry", "1", "--max-skipped", "2", "--wait");
      assertThat(again.exitCode()).as(again.toString()).isZero();
      assertThat(again.out())
          .contains("job-1 runs again: 1 chunk", "2 pairs are set aside: master skipped job-1");
      assertThat(counted(url)).isEqualTo((PAIRS - 2) + "|" + (PAIRS - 2));
      Distribution.Ended skipped = master.run("skipped", "job-1");
      assertThat(skipped.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
          .containsExactly(
              "CHUNK ATTEMPT KEY WHY",
              "0 4 77 java.lang.IllegalStateException: no rate for \\u001b[31m77",
              "0 4 150 it ends the JVM: OutOfMemoryError (exit code 3)");

      Distribution.Ended whole =
          master.run("retry", "1", "--skipped-only", "--jar", mended.toString(), "--wait");
      assertThat(whole.exitCode()).as(whole.toString()).isZero();
      assertThat(whole.out()).contains("job-1 runs again: the pairs set aside in 1 chunk");
      assertThat(master.run("skipped", "1").out()).isEqualTo("No pairs are set aside.\n");
      Distribution.Ended late = master.run("retry", "1", "--skipped-only");
      assertThat(late.exitCode()).as(late.toString()).isZero();
      assertThat(late.out()).contains("has no pairs that are set aside");
    }
    assertThat(counted(url)).isEqualTo(PAIRS + "|" + PAIRS);
    assertThat(rows(url, "select sum(n) from total")).containsExactly(String.valueOf(PAIRS));
    assertThat(rows(url, "select sum(count) from foray.counter"))
        .containsExactly(String.valueOf(PAIRS));
    assertThat(rows(url, "select state, done_by, pairs_mapped, pairs_skipped from foray.chunk"))
        .containsExactly("DONE|5|" + PAIRS + "|0");
  }

  private static String counted(String url) throws Exception {
    return rows(url, "select count(*), count(distinct pair) from seen").get(0);
  }

  private static List<String> rows(String url, String sql) throws Exception {
    return Postgres.rows(url, "postgres", "", sql);
  }
}
