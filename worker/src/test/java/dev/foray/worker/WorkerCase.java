package dev.foray.worker;

import static dev.foray.worker.SampleOrders.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsServer;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Names;
import dev.foray.protocol.Order;
import dev.foray.protocol.WorkerService;
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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A worker as a process, with real processes as runners; only its Master is played. */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
abstract class WorkerCase {
  private static final TestCluster CLUSTER = new TestCluster();
  private static final Identity SELF = CLUSTER.master();
  static final long EPOCH = 7;
  static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path directory;
  Path runnerLib;
  HttpsServer enrolling;
  String letter = "";
  FakeDesk desk = new FakeDesk(100);
  RmiHost master;
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

  final void openMaster(int port) throws IOException {
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

  void startAndRegister(String... more) throws Exception {
    fork(more);
    desk.await(() -> desk.registrations().size() == 1);
    assertThat(desk.registrations().get(0).pid()).isEqualTo(worker().pid());
  }

  void fork(String... more) throws IOException {
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

  Process worker() {
    return started.get(0);
  }

  WorkerService service() throws IOException {
    Endpoint address = desk.registrations().get(0).service();
    return new RmiPeer(() -> SELF)
        .worker(address, "node-3", Names.WORKER_SERVICE, WorkerService.class);
  }

  void start(int chunk, String what) throws Exception {
    start(chunk, what, List.of());
  }

  void start(int chunk, String what, List<Order.Jar> jars) throws Exception {
    Order order =
        SampleOrders.of(
            attempt(chunk), List.of(new NamedText("do", what)), Duration.ofHours(1), jars);
    service().start(EPOCH, order);
  }

  void start(int chunk, String what, Order.Jvm jvm) throws Exception {
    Order order =
        SampleOrders.of(attempt(chunk), List.of(new NamedText("do", what)), Duration.ofHours(1));
    service().start(EPOCH, order.withJvm(jvm));
  }

  static boolean isSpare(ProcessHandle runner) {
    return runner.info().commandLine().orElse("").contains("foray.spare=job-17.spare-");
  }

  /** The process in which the attempt at that chunk had its turn, as its log says. */
  String processOf(int chunk) throws Exception {
    Pattern process = Pattern.compile("process (\\d+)");
    return await("what attempt " + chunk + " prints")
        .atMost(LONG)
        .until(
            () -> process.matcher(service().readLog(attempt(chunk), 0, 10_000).text()),
            Matcher::find)
        .group(1);
  }

  List<ProcessHandle> runners() {
    return worker().descendants().filter(ProcessHandle::isAlive).toList();
  }

  int exitCode() throws InterruptedException {
    assertThat(worker().waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return worker().exitValue();
  }

  String log() throws IOException {
    return Files.readString(directory.resolve("worker.log"));
  }
}
