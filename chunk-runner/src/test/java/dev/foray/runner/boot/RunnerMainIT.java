package dev.foray.runner.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foray.launch.MapTrace;
import dev.foray.launch.RunnerExit;
import dev.foray.launch.RunnerProcess;
import dev.foray.launch.RunnerTurn;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.InMap;
import dev.foray.protocol.Names;
import dev.foray.protocol.Order;
import dev.foray.protocol.Secret;
import dev.foray.runner.boot.jobs.Deed;
import dev.foray.runner.boot.jobs.Numbers;
import dev.foray.transport.Doorkeeper;
import dev.foray.transport.Identity;
import dev.foray.transport.RmiHost;
import dev.foray.transport.Transport;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runners that are really forked: whatever the job's code does, the end is named and right. */
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class RunnerMainIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path directory;
  private final Desk desk = new Desk();
  private H2Ledger ledger;
  private RmiHost host;

  @BeforeAll
  static void install() {
    Transport.install();
  }

  @BeforeEach
  void begin() throws Exception {
    ledger = H2Ledger.open(UUID.randomUUID().toString());
    Identity master = Runners.CLUSTER.master();
    host =
        RmiHost.listen(
            () -> master,
            Doorkeeper.byCertificate(),
            InetAddress.getLoopbackAddress(),
            "127.0.0.1",
            0);
    host.serve(Names.ATTEMPT_DESK, desk);
  }

  @AfterEach
  void end() throws Exception {
    host.close();
    ledger.close();
  }

  @Test
  void chunkIsCommittedAndReported() throws Exception {
    String log = run(Deed.READ_THE_INPUT, RunnerExit.COMMITTED);

    assertThat(ledger.outcome()).isEqualTo("DONE 5050");
    assertThat(desk.told).contains("started").endsWith("succeeded 100");
    assertThat(log)
        .contains("the input gives -1", "100 pairs read, 100 mapped, 0 skipped, 100 emitted")
        .endsWith("ends with exit code 0 (COMMITTED)\n");
  }

  @Test
  void failureOfTheJobsCodeIsRolledBackAndReported() throws Exception {
    String log = run(Deed.THROW, RunnerExit.FAILED);

    assertThat(ledger.outcome()).isEqualTo("RUNNING nothing");
    assertThat(desk.told.get(desk.told.size() - 1))
        .startsWith("failed USER_CODE")
        .endsWith("java.lang.IllegalStateException: no rate for 2026-11-24");
    assertThat(log)
        .contains("at dev.foray.runner.boot.jobs.Deed")
        .endsWith("ends with exit code 1 (FAILED)\n");
  }

  @Test
  void exitWithZeroIsNoSuccess() throws Exception {
    String log = run(Deed.EXIT_ZERO, RunnerExit.JOB_CALLED_EXIT);

    assertThat(ledger.outcome()).isEqualTo("RUNNING nothing");
    assertThat(log).contains("called System.exit at dev.foray.runner.boot.jobs.Deed");
  }

  @Test
  void fullHeapEndsTheProcessAndIsNamed() throws Exception {
    String log = run(Deed.FILL_THE_HEAP, RunnerExit.OUT_OF_MEMORY);

    assertThat(ledger.outcome()).isEqualTo("RUNNING nothing");
    assertThat(log).contains("java.lang.OutOfMemoryError: Java heap space");
  }

  @ParameterizedTest
  @EnumSource(names = {"HALT", "FILL_THE_HEAP"})
  void pairThatWasInMapIsFoundBehindTheProcess(Deed deed) throws Exception {
    RunnerTurn runner = start(careful(deed, List.of()));
    exit(runner);
    InMap inMap = MapTrace.read(directory);
    assertThat(inMap.keys()).contains("50").hasSizeLessThanOrEqualTo(2);
    assertThat(inMap.apart()).isFalse();

    exit(start(careful(deed, List.of(new Order.Suspect("50", null)))));
    assertThat(MapTrace.read(directory)).isEqualTo(new InMap(List.of("50"), true));
    assertThat(ledger.outcome()).isEqualTo("RUNNING nothing");
  }

  @Test
  void whereNoJvmHasDiedThereIsNoTrace() throws Exception {
    run(Deed.HALT, RunnerExit.COMMITTED);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(directory.resolve("attempt.log"));
    }
  }

  @Test
  void runnerThatHasStartedBeforehandCarriesSeveralChunksOutUntilItIsToldToEnd() throws Exception {
    Order first =
        Runners.order(Numbers.class.getName(), Deed.COUNT_UP, ledger.database(), master());
    RunnerProcess process =
        RunnerProcess.fork(
            Runners.launch(directory).spareCommand(first, "job-1.spare-1"), directory);
    process.prepare(first);
    RunnerTurn one = process.run(first, directory.resolve("one.log"), false);
    assertThat(end(one)).isZero();
    assertThat(ledger.outcome()).isEqualTo("DONE 5050");

    ledger.dispatchAgain();
    Order second =
        Runners.order(Numbers.class.getName(), Deed.COUNT_UP, ledger.database(), master());
    RunnerTurn two = process.run(second, directory.resolve("two.log"), false);
    assertThat(end(two)).isZero();
    assertThat(ledger.outcome()).isEqualTo("DONE 5050");

    process.end();
    assertThat(process.exit().get(LONG.toSeconds(), TimeUnit.SECONDS)).isZero();
    assertThat(desk.told)
        .containsSubsequence("started", "succeeded 100", "started", "succeeded 100");
    // Logging was set up before Hibernate was, in the runner's way: not in logback's, by file or
    // all.
    assertThat(one.log().tail(10_000))
        .contains("opened", "deed 1 of this JVM")
        .containsPattern("(?m)^\\d{4}-.*[+-]\\d\\d:\\d\\d INFO  \\[main] foray: job-1.* begins")
        .doesNotContain("foray-opened", "foray-end");
    assertThat(two.log().tail(10_000))
        .contains("deed 2 of this JVM")
        .doesNotContain("opened", "ends with exit code");
    assertThat(List.of(one.opened(), two.opened())).allMatch(CompletableFuture::isDone);
  }

  @Test
  void chunkThatFailsEndsTheJvmThatItSharesWithOthers() throws Exception {
    Order order = Runners.order(Numbers.class.getName(), Deed.THROW, ledger.database(), master());
    RunnerProcess process = RunnerProcess.fork(Runners.launch(directory).command(order), directory);

    RunnerTurn turn = process.run(order, directory.resolve("one.log"), false);

    assertThat(end(turn)).isEqualTo(RunnerExit.FAILED.code());
    assertThat(process.isAlive()).isFalse();
    assertThat(ledger.outcome()).isEqualTo("RUNNING nothing");
  }

  private static int end(RunnerTurn turn) throws Exception {
    return turn.end().get(LONG.toSeconds(), TimeUnit.SECONDS);
  }

  private Order careful(Deed deed, List<Order.Suspect> suspects) {
    Order plain = Runners.order(Numbers.class.getName(), deed, ledger.database(), master());
    return new Order(
        plain.attempt(),
        plain.epoch(),
        plain.master(),
        plain.identity(),
        plain.job(),
        plain.code(),
        plain.database(),
        plain.settings(),
        new Order.ChunkSpec(0, 1, null, null, null, new Order.Care(true, suspects, false)));
  }

  @Test
  void endlessRecursionIsAFailureOfTheJobsCode() throws Exception {
    run(Deed.RECUR, RunnerExit.FAILED);

    assertThat(desk.told.get(desk.told.size() - 1))
        .startsWith("failed USER_CODE java.lang.StackOverflowError");
  }

  @Test
  void threadsAndHooksLeftBehindDoNotHoldTheProcess() throws Exception {
    String log = run(Deed.LEAVE_A_THREAD_AND_A_HOOK, RunnerExit.COMMITTED);

    assertThat(ledger.outcome()).isEqualTo("DONE 5050");
    assertThat(log).contains("shutdown hooks have not ended within");
  }

  @Test
  void masterThatIsGoneChangesNothing() throws Exception {
    Endpoint nowhere = new Endpoint("127.0.0.1", host.port());
    host.close();

    RunnerTurn runner = start(Numbers.class.getName(), Deed.NOTHING, nowhere);

    assertThat(exit(runner)).isZero();
    assertThat(ledger.outcome()).isEqualTo("DONE 5050");
    assertThat(runner.log().tail(10_000)).containsOnlyOnce("The Master did not take the report");
  }

  @Test
  void classThatIsNotThereIsAMistakeAlsoWhereTheJvmStartedBeforehand() throws Exception {
    Order order = Runners.order("com.acme.Nothing", Deed.NOTHING, ledger.database(), master());
    RunnerProcess process = RunnerProcess.fork(Runners.launch(directory).command(order), directory);
    process.prepare(order);

    RunnerTurn runner = process.run(order, directory.resolve("attempt.log"), true);

    assertThat(end(runner)).isEqualTo(RunnerExit.FAILED.code());
    assertThat(desk.told)
        .singleElement()
        .asString()
        .startsWith("failed MISTAKE")
        .contains("there is no class com.acme.Nothing in the job's jars");
  }

  @Test
  void databaseThatIsAwayIsNotTheJobsFault() throws Exception {
    Order.Database away =
        new Order.Database("jdbc:h2:tcp://127.0.0.1:1/mem:x", "sa", new Secret(""));
    RunnerTurn runner = start(Runners.order(Numbers.class.getName(), Deed.NOTHING, away, master()));

    assertThat(exit(runner)).isEqualTo(RunnerExit.INFRASTRUCTURE.code());
    assertThat(desk.told).last().asString().startsWith("failed INFRASTRUCTURE");
  }

  @Test
  void inputThatIsNoOrderIsRefused() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Runners.launch(directory)
                .command(Runners.order("x", Deed.NOTHING, ledger.database(), master())));
    Process process = builder.redirectErrorStream(true).start();
    try (OutputStream input = process.getOutputStream()) {
      input.write("hello, this is no order".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

    assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(RunnerExit.NO_ORDER.code());
    assertThat(said).contains("No order could be read from standard input").hasLineCount(1);
  }

  @Test
  void runnerWhoseParentDiesHaltsWithItsChildren() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                Runners.COMPILED_ONCE,
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName(),
                directory.toString(),
                ledger.database().url())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("parent.log").toFile())
            .start();
    try {
      dev.foray.launch.AttemptLog log = dev.foray.launch.AttemptLog.at(Parent.log(directory));
      await().atMost(LONG).until(() -> log.tail(10_000).contains("child "));
      ProcessHandle runner = parent.toHandle().children().findFirst().orElseThrow();
      ProcessHandle child = child(log.tail(10_000));

      parent.destroyForcibly();

      await().atMost(LONG).until(() -> !runner.isAlive() && !child.isAlive());
      assertThat(ledger.outcome()).isEqualTo("RUNNING nothing");
    } finally {
      parent.descendants().forEach(ProcessHandle::destroyForcibly);
      parent.destroyForcibly();
    }
  }

  private static ProcessHandle child(String log) {
    Matcher matcher = Pattern.compile("child (\\d+)").matcher(log);
    assertThat(matcher.find()).isTrue();
    return ProcessHandle.of(Long.parseLong(matcher.group(1))).orElseThrow();
  }

  /** Runs the job with this deed and gives its log. */
  private String run(Deed deed, RunnerExit expected) throws Exception {
    RunnerTurn runner = start(Numbers.class.getName(), deed, master());
    int code = exit(runner);
    String log = runner.log().tail(100_000);
    assertThat(code).as(log).isEqualTo(expected.code());
    return log;
  }

  private RunnerTurn start(String jobClass, Deed deed, Endpoint master) throws IOException {
    return start(Runners.order(jobClass, deed, ledger.database(), master));
  }

  private RunnerTurn start(Order order) throws IOException {
    return RunnerProcess.start(Runners.launch(directory), order, directory.resolve("attempt.log"));
  }

  private Endpoint master() {
    return new Endpoint("127.0.0.1", host.port());
  }

  private static int exit(RunnerTurn runner) throws Exception {
    return runner.exit().get(LONG.toSeconds(), TimeUnit.SECONDS);
  }
}
