package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node's network is cut for longer than its lease, between it and both the Master and PostgreSQL,
 * and then mended: what it ran has run elsewhere, and what it still does counts nothing.
 */
class CutNetworkIT {
  private static final Duration LEASE = Duration.ofSeconds(6);
  private static final int SLOTS = 1;
  @TempDir private Path directory;
  @TempDir private Path database;

  @Test
  void cutOffForLongerThanItsLeaseANodeCountsNothingTwiceWhenItIsBack() throws Exception {
    try (NodeNetwork network = NodeNetwork.join();
        RestartablePostgres postgres = RestartablePostgres.start(database, network.near())) {
      Files.writeString(
          directory.resolve("foray.properties"),
          "lease-millis=%d\nbackoff-millis=50\nworker-wrapper=%s\nbind=%s\n"
              .formatted(LEASE.toMillis(), network.wrapper(directory), network.near()));
      try (RunningMaster master =
          RunningMaster.startOn(
              postgres.url(), directory, "--slots", String.valueOf(SLOTS), "--max-nodes", "2")) {
        SumRun job = SumRun.submit(master, postgres.url(), directory);
        job.awaitAtWork(2 * SLOTS);
        ProcessHandle worker = workerAt(network.far());
        List<ProcessHandle> runners = FaultProcesses.runners(worker);
        assertThat(runners).hasSizeGreaterThanOrEqualTo(SLOTS);

        network.cut();
        job.until(
            "the loss of what is behind the cut",
            "select 1 from foray.attempt where state = 'LOST' and job_id = :job and worker_id in "
                + workersAt(network.far())
                + " having count(*) = "
                + SLOTS);
        job.openGate(); // Those behind the cut write and commit, too, as far as they come.
        job.until(
            "all chunks done",
            "select 1 from foray.chunk where state = 'DONE' and job_id = :job having count(*) = "
                + SumRun.CHUNKS);
        assertThat(worker.isAlive()).as(master.log()).isTrue();
        network.mend();

        await("the end of the runners that are back")
            .atMost(SumRun.LONG)
            .until(() -> runners.stream().noneMatch(ProcessHandle::isAlive));
        job.endsWithEachPairCountedOnce();
        assertThat(
                job.rows(
                    "select 1 from foray.attempt where state = 'SUCCEEDED' and worker_id in "
                        + workersAt(network.far())))
            .isEmpty();
      }
    }
  }

  private static String workersAt(String address) {
    return "(select id from foray.worker where host = '" + address + "')";
  }

  private ProcessHandle workerAt(String address) {
    return FaultProcesses.workers(directory).stream()
        .filter(worker -> RunningMaster.commandLine(worker).endsWith(" --bind " + address + " "))
        .findFirst()
        .orElseThrow();
  }
}
