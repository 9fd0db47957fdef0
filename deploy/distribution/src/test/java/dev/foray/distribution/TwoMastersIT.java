package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two Masters on one ledger: one of them holds it, and nothing counts twice. */
class TwoMastersIT {
  private static final Duration LEASE = Duration.ofSeconds(3);
  private static final int SUPERSEDED = 6;

  @TempDir private Path first;
  @TempDir private Path second;
  private String url = "";

  @BeforeEach
  void prepare() throws Exception {
    url = Postgres.newDatabase();
    for (Path directory : List.of(first, second)) {
      Files.writeString(
          directory.resolve("foray.properties"),
          "lease-millis=" + LEASE.toMillis() + "\nbackoff-millis=50\n");
    }
    // What a stand-by needs beside the ledger: the jars of the releases.
    Files.createDirectories(first.resolve("releases"));
    Files.createSymbolicLink(second.resolve("releases"), first.resolve("releases"));
  }

  @Test
  void theSecondWaitsUntilTheFirstIsSilentForALeaseAndTheFirstEndsWhenItWakes() throws Exception {
    RunningMaster one = begin(first);
    one.awaitReady();
    SumRun job = SumRun.submit(one, url, first);
    job.awaitAtWork(2);
    shareAuthority();
    try (RunningMaster two = begin(second)) {
      await("the second Master's word on the first")
          .atMost(SumRun.LONG)
          .until(() -> two.log().contains("another Master, process " + one.pid() + " on "));
      await("no second Master as long as the first is alive")
          .during(LEASE.multipliedBy(2))
          .atMost(SumRun.LONG)
          .until(() -> epoch() == 1);
      FaultProcesses.stop(one.handle());
      two.awaitReady();
      assertThat(epoch()).isEqualTo(2);
      job.openGate();
      FaultProcesses.goOn(one.handle());

      assertThat(one.awaitExit()).as(one.log()).isEqualTo(SUPERSEDED);
      assertThat(one.log()).contains("another Master has taken over this ledger: this one ends");
      assertThat(FaultProcesses.workers(first)).isEmpty();
      job.endsWithEachPairCountedOnce();
      assertThat(epoch()).isEqualTo(2);
    }
  }

  @Test
  void toldToTakeOverTheSecondDoesSoAtOnceAndTheFirstEnds() throws Exception {
    RunningMaster one = begin(first);
    one.awaitReady();
    SumRun job = SumRun.submit(one, url, first);
    job.awaitAtWork(2);
    shareAuthority();
    try (RunningMaster two = begin(second, "--take-over")) {
      two.awaitReady();
      assertThat(two.log()).doesNotContain("holds the ledger");
      assertThat(one.awaitExit()).as(one.log()).isEqualTo(SUPERSEDED);
      assertThat(FaultProcesses.workers(first)).isEmpty();

      job.openGate();
      job.endsWithEachPairCountedOnce();
    }
  }

  @Test
  void aMasterForOneJobIsRefusedWhereAnotherIsAlive() throws Exception {
    try (RunningMaster one = begin(first)) {
      one.awaitReady();
      RunningMaster stranger = begin(second, "--take-over");
      assertThat(stranger.awaitExit()).isEqualTo(2);
      assertThat(stranger.log()).contains("belongs to a Master with another certificate authority");

      shareAuthority();
      Path jar = JobJar.of(second, "sum.jar", dev.foray.distribution.jobs.SumJob.class);
      Distribution.Ended run =
          Distribution.run(
              second,
              "run",
              "--jar",
              jar.toString(),
              "--database-url",
              url,
              "--database-user",
              "postgres",
              "SumJob");

      assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
      assertThat(run.err())
          .contains("another Master, process " + one.pid() + " on ")
          .contains("is alive and holds the ledger in PostgreSQL at ");
    }
  }

  /** The second is of the first one's cluster. */
  private void shareAuthority() throws IOException {
    Path from = first.resolve("ca");
    Path to = second.resolve("ca");
    Files.deleteIfExists(to.resolve("ca.pem"));
    Files.deleteIfExists(to);
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    Files.copy(from.resolve("ca.pem"), to.resolve("ca.pem"), StandardCopyOption.COPY_ATTRIBUTES);
  }

  private RunningMaster begin(Path directory, String... more) throws Exception {
    List<String> options =
        new java.util.ArrayList<>(
            List.of("--slots", "2", "--max-nodes", "1", "--database-url", url));
    options.addAll(List.of("--database-user", "postgres"));
    options.addAll(List.of(more));
    return RunningMaster.begin(directory, List.of(), options.toArray(String[]::new));
  }

  private long epoch() throws Exception {
    return SumRun.number(url, "select epoch from foray.master");
  }
}
