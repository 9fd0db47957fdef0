package dev.foray.master.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Secret;
import dev.foray.transport.EnrolmentLetter;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local fleet with real processes, some of which do not want to end. */
class LocalFleetIT extends FleetContract {
  private static final String NODE = "node-00000001";
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @TempDir Path nodes;

  private LocalFleet fleet;
  private final List<Process> hosts = new ArrayList<>();

  static WorkerLaunch launch(Path nodes, boolean stopWithMaster) {
    List<Path> classPath =
        new ArrayList<>(
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList());
    classPath.addAll(Collections.nCopies(200, nodes.resolve("a-class-path-of-many-jars.jar")));
    return new WorkerLaunch(
        List.of("env"),
        java(),
        classPath,
        null,
        StubWorker.class.getName(),
        nodes.resolve("runner-lib"),
        new Endpoint("127.0.0.1", 1),
        nodes,
        2,
        stopWithMaster);
  }

  private static LaunchOrder order(int slots) {
    return new LaunchOrder("launch-1", List.of(NODE), slots);
  }

  static EnrolmentLetter letter(String node) {
    return new EnrolmentLetter(
        new Endpoint("127.0.0.1", 2), node, "", new Secret("the-secret"), "the authority");
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private LocalFleet open() throws IOException {
    return new LocalFleet(
        launch(nodes, false), LocalFleetIT::letter, 10, PATIENCE, System::nanoTime);
  }

  @BeforeEach
  void openFleet() throws IOException {
    fleet = open();
  }

  @AfterEach
  void endAll() {
    fleet.close();
    hosts.forEach(Process::destroyForcibly);
  }

  @Override
  public Fleet fleet() {
    return fleet;
  }

  @Override
  public void refuse(String node) {
    try {
      Files.createDirectory(nodes.resolve(node));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void eventually(Runnable assertion) {
    await().atMost(Duration.ofMinutes(2)).untilAsserted(assertion::run);
  }

  @Test
  void workerIsToldWhereItBelongs() throws Exception {
    fleet.launch(order(StubWorker.ENDS_AS_ASKED));

    eventually(
        () ->
            assertThat(output(NODE))
                .contains(
                    "started with --master 127.0.0.1:1 --node "
                        + NODE
                        + " --slots 2 --sharers 2 --data-dir "
                        + nodes.resolve(NODE)
                        + " --runner-lib "
                        + nodes.resolve("runner-lib")
                        + " --java "
                        + java()));
  }

  @Test
  void workerIsHandedItsLetterAndNoSecretStandsOnItsCommandLine() throws Exception {
    fleet.launch(order(StubWorker.READS_ITS_LETTER));

    eventually(
        () ->
            assertThat(output(NODE))
                .contains("https 127.0.0.1:2", "launch " + NODE, "secret the-secret", "end"));
    String line = String.valueOf(ProcessHandle.of(pid(NODE)).orElseThrow().info().commandLine());
    assertThat(line).doesNotContain("the-secret");
  }

  @Test
  void workerThatIgnoresSigtermIsKilled() throws Exception {
    fleet.launch(order(StubWorker.IGNORES_SIGTERM));
    awaitStart(NODE);
    long asked = System.nanoTime();

    eventually(
        () -> {
          fleet.terminate(NODE);
          assertThat(fleet.alive()).isEmpty();
        });

    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(PATIENCE);
  }

  @Test
  void closeKillsTheWorkerThatIgnoresSigterm() throws Exception {
    fleet.launch(order(StubWorker.IGNORES_SIGTERM));
    awaitStart(NODE);

    fleet.close();

    assertThat(fleet.alive()).isEmpty();
  }

  @Test
  void whatTheWorkerStartedEndsWithIt() throws Exception {
    fleet.launch(order(StubWorker.LEAVES_A_PROCESS));
    awaitStart(NODE);
    ProcessHandle worker = ProcessHandle.of(pid(NODE)).orElseThrow();
    await().atMost(Duration.ofMinutes(2)).until(() -> worker.children().count() == 1);
    ProcessHandle left = worker.children().findFirst().orElseThrow();

    eventually(
        () -> {
          fleet.terminate(NODE);
          assertThat(fleet.alive()).isEmpty();
        });

    assertThat(runs(left)).isFalse();
  }

  @Test
  void workerThatEndsByItselfIsGoneAndSaysWhy() throws Exception {
    fleet.launch(order(StubWorker.ENDS_AT_ONCE));

    eventually(() -> assertThat(fleet.alive()).isEmpty());

    assertThat(fleet.lastWords(NODE))
        .contains("it ended with exit code 2, saying: there is no such option");
  }

  @Test
  void processThatGotTheProcessIdOfAFormerWorkerIsNoNode() throws Exception {
    Path directory = Files.createDirectory(nodes.resolve(NODE));
    Files.writeString(directory.resolve("worker.pid"), ProcessHandle.current().pid() + "\n");

    try (LocalFleet next = open()) {
      assertThat(next.alive()).isEmpty();
    }
  }

  @Test
  void workersEndWhenTheirMasterIsKilled() throws Exception {
    Process host = host(true);
    ProcessHandle worker = ProcessHandle.of(pid(NODE)).orElseThrow();
    awaitStart(NODE);

    host.destroyForcibly();

    eventually(() -> assertThat(runs(worker)).isFalse());
  }

  @Test
  void nextMasterFindsAndEndsTheWorkersOfAKilledOne() throws Exception {
    Process host = host(false);
    awaitStart(NODE);
    host.destroyForcibly().waitFor();

    try (LocalFleet next = open()) {
      assertThat(next.alive()).containsExactly(NODE);
      eventually(
          () -> {
            next.terminate(NODE);
            assertThat(next.alive()).isEmpty();
          });
    }
  }

  @Test
  void workersInheritNothingOfTheMastersSettings() throws Exception {
    host(true);

    awaitStart(NODE);

    assertThat(output(NODE)).doesNotContain("inherited");
  }

  private Process host(boolean stopWithMaster) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            java().toString(),
            "-cp",
            System.getProperty("java.class.path"),
            FleetHost.class.getName(),
            nodes.toString(),
            NODE,
            String.valueOf(stopWithMaster));
    builder.environment().put("FORAY_SECRET_TOKEN", "abc");
    Process host = builder.redirectErrorStream(true).start();
    hosts.add(host);
    BufferedReader output = host.inputReader();
    List<String> lines = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
      if (line.equals("launched")) {
        return host;
      }
    }
    throw new AssertionError(lines.stream().collect(Collectors.joining("\n")));
  }

  private void awaitStart(String node) {
    eventually(() -> assertThat(output(node)).contains("started with"));
  }

  private String output(String node) {
    try {
      return Files.readString(nodes.resolve(node).resolve("worker.log"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private long pid(String node) throws IOException {
    return Long.parseLong(Files.readString(nodes.resolve(node).resolve("worker.pid")).trim());
  }

  /** One that has ended, but is still listed, has no command. */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }
}
