package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL breaks off as in a crash, again and again, and is away for a while: each chunk is
 * whole or absent.
 */
@Order(2)
class RestartedDatabaseIT {
  private static final int RESTARTS = 20;

  /** Longer than leases and back-off; minutes where there is time for it, as in the soak. */
  private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("away", 20));

  @TempDir private Path directory;
  @TempDir private Path database;

  @Test
  void eachPairCountsOnceThoughPostgresIsRestartedTwentyTimesAndAwayForLong() throws Exception {
    Files.writeString(
        directory.resolve("foray.properties"), "lease-millis=10000\nbackoff-millis=20\n");
    try (RestartablePostgres postgres = RestartablePostgres.start(database);
        RunningMaster master =
            RunningMaster.startOn(postgres.url(), directory, "--slots", "2", "--max-nodes", "1")) {
      SumRun job = SumRun.submit(master, postgres.url(), directory);
      for (int restart = 1; restart <= RESTARTS; restart++) {
        if (restart == RESTARTS / 2) {
          job.openGate(); // From here on there is something to commit.
        }
        job.until(
            "a chunk that runs or is done",
            "select 1 from foray.attempt where step = 'CHUNK'"
                + " and state in ('RUNNING', 'SUCCEEDED') and job_id = :job");
        postgres.breakOff();
        postgres.startAgain();
      }
      postgres.breakOff();
      await("time that passes").pollDelay(AWAY).atMost(AWAY.plusMinutes(1)).until(() -> true);
      postgres.startAgain();

      job.endsWithEachPairCountedOnce();
      assertThat(job.attempts("failure_kind not in ('INFRASTRUCTURE', 'LOST', 'FENCED')"))
          .as(master.log())
          .isZero();
    }
  }
}
