package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foray.distribution.jobs.GatedSumJob;
import dev.foray.distribution.jobs.SumJob;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What another machine sees of a Master's host, on which a job runs: the Master, its H2 database,
 * workers and chunk-runners are alone in a network of their own, and this process looks in from
 * outside.
 */
class OutsideLookIT {
  private static final int RMI = 1099;
  private static final int HTTPS = 8443;
  private static final int PORTS = 65_535;
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir private Path dataDirectory;
  @TempDir private Path home;

  @Test
  void noPortAnswersBeforeBindAndExactlyTheDocumentedOnesAfterIt() throws Exception {
    try (NodeNetwork network = NodeNetwork.join()) {
      try (RunningMaster master = RunningMaster.startSomewhere(dataDirectory, network::behind)) {
        submitAndAwaitRunner(network, master);
        assertThat(answering(network.far())).isEmpty();
      }
      try (RunningMaster master =
          RunningMaster.startSomewhere(
              dataDirectory, network::behind, "--bind", "0.0.0.0", "--advertise", network.far())) {
        awaitRunner(master);
        assertThat(answering(network.far())).containsExactly(RMI, HTTPS);
        assertThat(invitedFromOutside(network)).contains("job-1");
      }
    }
  }

  private void submitAndAwaitRunner(NodeNetwork network, RunningMaster master) throws Exception {
    Path jar = JobJar.of(dataDirectory, "sum.jar", SumJob.class, GatedSumJob.class);
    Distribution.Ended submitted =
        says(
            network,
            "submit",
            "--detach",
            "--jar",
            jar.toString(),
            "--param",
            "chunks=2",
            "--param",
            "gate=" + dataDirectory.resolve("gate"),
            "GatedSumJob");
    assertThat(submitted.exitCode()).as(submitted.toString()).isZero();
    awaitRunner(master);
  }

  private static void awaitRunner(RunningMaster master) {
    await("a chunk-runner")
        .atMost(LONG)
        .until(() -> master.runners().stream().anyMatch(OutsideLookIT::runsAChunk));
  }

  private static boolean runsAChunk(ProcessHandle runner) {
    return RunningMaster.commandLine(runner).contains(".chunk-");
  }

  /** All ports of that address at which somebody answers. */
  private static List<Integer> answering(String address) {
    List<Integer> found = new ArrayList<>();
    for (int port = 1; port <= PORTS; port++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, port), 5_000);
        found.add(port);
      } catch (IOException e) {
        // nobody
      }
    }
    return found;
  }

  /** What a person sees who logs in on this side of the cable. */
  private String invitedFromOutside(NodeNetwork network) throws Exception {
    String said = says(network, "invite", "ada", "--role", "viewer").out();
    String line = said.lines().filter(each -> each.contains("master login")).findFirst().orElse("");
    List<String> words = List.of(line.trim().split("\\s+"));
    assertThat(words).as(said).hasSizeGreaterThan(2);
    Distribution.Ended login =
        Distribution.typed(home, words.subList(1, words.size()).toArray(String[]::new));
    assertThat(login.exitCode()).as(login.toString()).isZero();
    Distribution.Ended jobs = Distribution.typed(home, "jobs");
    Files.createFile(dataDirectory.resolve("gate"));
    Distribution.Ended ended = Distribution.typed(home, "wait", "1");
    assertThat(ended.exitCode()).as(ended.toString()).isZero();
    return jobs.out();
  }

  private Distribution.Ended says(NodeNetwork network, String... command) throws Exception {
    return Distribution.end(network.behind(Distribution.command(dataDirectory, command)));
  }
}
