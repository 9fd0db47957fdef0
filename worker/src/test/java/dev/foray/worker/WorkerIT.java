package dev.foray.worker;

import static dev.foray.worker.SampleOrders.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsServer;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Names;
import dev.foray.protocol.Order;
import dev.foray.protocol.WorkerDesk.AttemptEnd;
import dev.foray.protocol.WorkerService;
import dev.foray.shipping.JarSum;
import dev.foray.transport.Identity;
import dev.foray.transport.LastingPort;
import dev.foray.transport.RmiHost;
import dev.foray.transport.RmiPeer;
import dev.foray.transport.TestCluster;
import dev.foray.transport.Transport;
import dev.foray.worker.report.FakeDesk;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The worker as a process, with real processes as runners; only its Master is played. */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class WorkerIT {
  private static final TestCluster CLUSTER = new TestCluster();
  private static final Identity SELF = CLUSTER.master();
  private static final long EPOCH = 7;
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir private Path directory;
  private Path runnerLib;
  private HttpsServer enrolling;
  private String letter = "";
  private FakeDesk desk = new FakeDesk(100);
  private RmiHost master;
  private final List<Process> started = new ArrayList<>();

  @BeforeAll
  static void install() {
    Transport.install();
  }

  @BeforeEach
  void prepare() throws Exception {
    enrolling = CLUSTER.enrolling("node-3");
    letter = CLUSTER.letter(enrolling).text();
    runnerLib = RunnerLib.make(directory.resolve("lib"));
    openMaster(LastingPort.find());
  }

  private void openMaster(int port) throws IOException {
    master =
        RmiHost.listen(
            () -> SELF,
            (caller, needed, arguments) -> {},
            InetAddress.getLoopbackAddress(),
            "127.0.0.1",
            port);
    master.serve(Names.WORKER_DESK, desk);
  }

  @AfterEach
  void leaveNoProcess() throws Exception {
    for (Process worker : started) {
      List<ProcessHandle> runners = runners();
      worker.destroyForcibly().waitFor();
      runners.forEach(ProcessHandle::destroyForcibly);
    }
    master.close();
    enrolling.stop(0);
  }

  @Test
  void killedWorkerTakesItsRunnersWithIt() throws Exception {
    startAndRegister();
    start(1, "hang");
    start(2, "hang");
    List<ProcessHandle> runners = runners();
    assertThat(runners).hasSize(2).allMatch(ProcessHandle::isAlive);

    worker().destroyForcibly();

    await().atMost(LONG).until(() -> runners.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void signalEndsTheWorkerInOrder() throws Exception {
    startAndRegister();
    start(1, "hang");
    List<ProcessHandle> runners = runners();

    worker().destroy();

    assertThat(exitCode()).isEqualTo(128 + 15);
    assertThat(runners).hasSize(1).noneMatch(ProcessHandle::isAlive);
    assertThat(desk.ends()).extracting(AttemptEnd::attempt).containsExactly(attempt(1));
    assertThat(desk.left()).containsExactly("worker-1");
  }

  @Test
  void workerThatStopsWithItsMasterEndsWhenItsInputDoes() throws Exception {
    startAndRegister("--stop-with-master");
    start(1, "hang");
    List<ProcessHandle> runners = runners();

    worker().getOutputStream().close();

    assertThat(exitCode()).isZero();
    assertThat(runners).hasSize(1);
    await().atMost(LONG).until(() -> runners.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void exitCodeAndLastWordsOfARunnerAreReportedAndItsLogCanBeRead() throws Exception {
    startAndRegister();
    start(1, "fail");

    desk.await(() -> desk.ends().size() == 1);

    AttemptEnd end = desk.ends().get(0);
    assertThat(end.exitCode()).isEqualTo(1);
    assertThat(end.logTail()).contains("job-17.chunk-1.attempt-1 does fail");
    assertThat(service().readLog(attempt(1), 0, 10_000).text()).contains("does fail");
    assertThat(directory.resolve("node/logs/job-17/chunk-1/attempt-1.log")).exists();
    assertThat(directory.resolve("node/work")).isEmptyDirectory();
  }

  /** As on a node that shares no disk with its Master. */
  @Test
  void codeThatIsNotOnThisHostComesFromTheMasterThatWelcomesTheWorker() throws Exception {
    byte[] jar = Files.readAllBytes(runnerLib.resolve("protocol-0.jar"));
    String sha256 = HexFormat.of().formatHex(JarSum.digest().digest(jar));
    enrolling.createContext(
        "/jars/" + sha256,
        call -> {
          call.sendResponseHeaders(200, jar.length);
          call.getResponseBody().write(jar);
          call.close();
        });
    desk.codeIsAt(new Endpoint("127.0.0.1", enrolling.getAddress().getPort()));
    startAndRegister();

    start(1, "commit", List.of(new Order.Jar("lib.jar", sha256, jar.length, "/nowhere/lib.jar")));

    desk.await(() -> desk.ends().size() == 1);
    assertThat(desk.ends().get(0)).as(log()).extracting(AttemptEnd::exitCode).isEqualTo(0);
    try (Stream<Path> kept = Files.walk(directory.resolve("node/code"))) {
      assertThat(kept.filter(Files::isRegularFile))
          .singleElement()
          .satisfies(file -> assertThat(file).hasBinaryContent(jar));
    }
  }

  @Test
  void cancelKillsTheRunner() throws Exception {
    startAndRegister();
    start(1, "hang");

    service().cancel(EPOCH, attempt(1));

    desk.await(() -> desk.ends().size() == 1);
    assertThat(desk.ends().get(0).exitCode()).isEqualTo(128 + 9);
  }

  @Test
  void stacksOfARunnerAreSeen() throws Exception {
    startAndRegister();
    start(1, "hang");
    await().atMost(LONG).until(() -> service().stacks(attempt(1)).contains("haltWithInput"));
  }

  @Test
  void drainedWorkerEndsWithSuccess() throws Exception {
    startAndRegister();
    start(1, "commit");
    desk.await(() -> desk.ends().size() == 1);

    service().drain(EPOCH);

    assertThat(exitCode()).isZero();
    assertThat(desk.left()).containsExactly("worker-1");
  }

  @Test
  void drainedWorkerLetsTheShutdownHooksOfItsLastChunkEnd() throws Exception {
    enrolling.createContext(
        "/logs/",
        call -> {
          call.getRequestBody().readAllBytes();
          call.sendResponseHeaders(200, -1); // So that it does not wait for its logs to be taken.
          call.close();
        });
    desk.codeIsAt(new Endpoint("127.0.0.1", enrolling.getAddress().getPort()));
    startAndRegister();
    start(1, "commit, then take leave");
    desk.await(() -> desk.ends().size() == 1);

    service().drain(EPOCH);

    assertThat(exitCode()).isZero();
    assertThat(directory.resolve("node/logs/job-17/chunk-1/attempt-1.log"))
        .content()
        .endsWith("took leave\n");
  }

  @Test
  void jvmThatIsStartedBeforehandTakesTheNextChunkOfItsJob() throws Exception {
    startAndRegister();
    start(1, "commit", new Order.Jvm(1, true, false));
    desk.await(() -> desk.ends().size() == 1);
    await().atMost(LONG).until(() -> runners().size() == 1 && isSpare(runners().get(0)));
    long spare = runners().get(0).pid();

    start(2, "commit", new Order.Jvm(1, true, false));
    desk.await(() -> desk.ends().size() == 2);

    assertThat(service().readLog(attempt(2), 0, 10_000).text())
        .isEqualTo("prepares\njob-17.chunk-2.attempt-1 does commit in process " + spare + "\n");
    await().atMost(LONG).until(() -> runners().stream().anyMatch(WorkerIT::isSpare));
    service().drain(EPOCH);
    assertThat(exitCode()).isZero();
    await().atMost(LONG).until(() -> runners().isEmpty());
  }

  @Test
  void jvmTakesAsManyChunksAsTheJobSaysUntilOneFails() throws Exception {
    startAndRegister();
    for (int chunk = 1; chunk <= 4; chunk++) {
      int ends = chunk;
      start(chunk, "commit", new Order.Jvm(3, false, false));
      desk.await(() -> desk.ends().size() == ends);
    }
    assertThat(List.of(processOf(2), processOf(3))).containsOnly(processOf(1));
    assertThat(processOf(4)).isNotEqualTo(processOf(1));
    assertThat(desk.ends()).extracting(AttemptEnd::exitCode).containsOnly(0);

    start(5, "fail", new Order.Jvm(3, false, false));
    desk.await(() -> desk.ends().size() == 5);
    start(6, "fail", new Order.Jvm(3, false, false));
    desk.await(() -> desk.ends().size() == 6);

    assertThat(processOf(6)).isNotEqualTo(processOf(5)).isNotEqualTo(processOf(4));
    service().drain(EPOCH);
    assertThat(exitCode()).isZero();
    await().atMost(LONG).until(() -> runners().isEmpty());
  }

  @Test
  void nextMasterAtTheSameAddressIsToldWhatRuns() throws Exception {
    startAndRegister();
    start(1, "hang");
    int port = master.port();
    master.close();
    await().atMost(LONG).until(() -> log().contains("The Master is away"));

    desk = new FakeDesk(100);
    desk.forget();
    openMaster(port);

    desk.await(() -> desk.registrations().size() == 1);
    assertThat(desk.registrations().get(0).running()).containsExactly(attempt(1));
    await().atMost(LONG).until(() -> log().contains("The Master is back"));
  }

  @Test
  void workerWithoutAMasterAndWithoutWorkEndsAfterTheLimit() throws Exception {
    startAndRegister("--masterless-limit", "1s");
    master.close();

    assertThat(exitCode()).isEqualTo(3);
    assertThat(log()).contains("Ended: MASTERLESS");
  }

  @Test
  void refusedWorkerSaysWhyAndEnds() throws Exception {
    desk.refuse("no node node-3 is expected here");
    fork();

    assertThat(exitCode()).isEqualTo(2);
    assertThat(log())
        .contains("refuses this worker, which therefore ends: no node node-3 is expected here");
  }

  @Test
  void workerThatIsNotTakenInSaysWhyAndEnds() throws Exception {
    letter = letter.replace("secret secret", "secret of-another-launch");
    fork();

    assertThat(exitCode()).isEqualTo(2);
    assertThat(log()).contains("no launch has this secret").doesNotContain("\tat ");
    assertThat(desk.registrations()).isEmpty();
  }

  @Test
  void workerWithoutALetterSaysWhereItWouldBe() throws Exception {
    letter = "";
    fork();
    worker().getOutputStream().close();

    assertThat(exitCode()).isEqualTo(2);
    assertThat(log()).contains("told on its standard input how to join");
  }

  @Test
  void wrongUseIsOneSentence() throws Exception {
    fork("--runner-lib", directory.resolve("nowhere").toString());

    assertThat(exitCode()).isEqualTo(2);
    assertThat(log().lines().findFirst().orElseThrow())
        .startsWith("--runner-lib " + directory.resolve("nowhere") + " can't be read");
    assertThat(log()).doesNotContain("\tat ");
  }

  private void startAndRegister(String... more) throws Exception {
    fork(more);
    desk.await(() -> desk.registrations().size() == 1);
    assertThat(desk.registrations().get(0).pid()).isEqualTo(worker().pid());
  }

  private void fork(String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path")));
    command.add(WorkerMain.class.getName());
    command.addAll(List.of("--master", "127.0.0.1:" + master.port(), "--node", "node-3"));
    command.addAll(List.of("--slots", "2", "--data-dir", directory.resolve("node").toString()));
    if (!List.of(more).contains("--runner-lib")) {
      command.addAll(List.of("--runner-lib", runnerLib.toString()));
    }
    command.addAll(List.of(more));
    Process worker =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("worker.log").toFile())
            .start();
    started.add(worker);
    worker.getOutputStream().write(letter.getBytes(StandardCharsets.UTF_8));
    worker.getOutputStream().flush();
  }

  private Process worker() {
    return started.get(0);
  }

  private WorkerService service() throws IOException {
    Endpoint address = desk.registrations().get(0).service();
    return new RmiPeer(() -> SELF)
        .worker(address, "node-3", Names.WORKER_SERVICE, WorkerService.class);
  }

  private void start(int chunk, String what) throws Exception {
    start(chunk, what, List.of());
  }

  private void start(int chunk, String what, List<Order.Jar> jars) throws Exception {
    Order order =
        SampleOrders.of(
            attempt(chunk), List.of(new NamedText("do", what)), Duration.ofHours(1), jars);
    service().start(EPOCH, order);
  }

  private void start(int chunk, String what, Order.Jvm jvm) throws Exception {
    Order order =
        SampleOrders.of(attempt(chunk), List.of(new NamedText("do", what)), Duration.ofHours(1));
    service().start(EPOCH, order.withJvm(jvm));
  }

  private static boolean isSpare(ProcessHandle runner) {
    return runner.info().commandLine().orElse("").contains("foray.spare=job-17.spare-");
  }

  /** The process in which the attempt at that chunk had its turn, as its log says. */
  private String processOf(int chunk) throws Exception {
    Matcher matcher =
        Pattern.compile("process (\\d+)")
            .matcher(service().readLog(attempt(chunk), 0, 10_000).text());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private List<ProcessHandle> runners() {
    return worker().descendants().filter(ProcessHandle::isAlive).toList();
  }

  private int exitCode() throws InterruptedException {
    assertThat(worker().waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return worker().exitValue();
  }

  private String log() throws IOException {
    return Files.readString(directory.resolve("worker.log"));
  }
}
