package dev.foray.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: whatever they do, their exit arrives and their log is whole and bounded. */
@Timeout(120)
class RunnerProcessIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path directory;
  private final List<RunnerTurn> started = new ArrayList<>();

  @AfterEach
  void leaveNoProcess() {
    started.forEach(RunnerTurn::kill);
  }

  @Test
  void orderArrivesAndExitCodeComesAfterTheWholeLog() throws Exception {
    RunnerTurn runner = start("greet");

    assertThat(exit(runner)).isEqualTo(7);
    assertThat(runner.attempt()).isEqualTo(Orders.order().attempt());
    assertThat(runner.log().tail(1_000))
        .contains("com.acme.Revenue", "and to the other stream")
        .doesNotContain("sees FORAY_");
  }

  @Test
  void killedRunnerEndsWithTheSignal() throws Exception {
    RunnerTurn runner = start("hang");
    awaitLog(runner, "hangs");

    runner.kill();
    runner.kill();

    assertThat(exit(runner)).isEqualTo(128 + 9);
  }

  @Test
  void threadsOfARunnerAreTold() throws Exception {
    RunnerTurn runner = start("hang");
    awaitLog(runner, "hangs");

    assertThat(runner.stacks(LONG)).contains("\"main\"", "TinyRunner.hang");
  }

  @Test
  void withoutJcmdTheThreadsAreWrittenToTheLog() throws Exception {
    RunnerTurn runner = start("hang");
    awaitLog(runner, "hangs");
    ProcessHandle process = ProcessHandle.of(runner.pid()).orElseThrow();

    String said = new ThreadDump(process, directory.resolve("jcmd")).take("job-17.chunk-3", LONG);

    assertThat(said).contains("written to its log, `master logs job-17.chunk-3`");
    awaitLog(runner, "TinyRunner.hang");
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void processThatWouldDieOfTheSignalIsLeftAlone() throws Exception {
    Process sleeping = new ProcessBuilder("sleep", "600").start();
    try {
      String said =
          new ThreadDump(sleeping.toHandle(), directory.resolve("jcmd")).take("its log", LONG);

      assertThat(said).startsWith("No thread dump: there is no jcmd");
      assertThat(sleeping.waitFor(1, TimeUnit.SECONDS)).isFalse();
    } finally {
      sleeping.destroyForcibly();
    }
  }

  @Test
  void runnerThatEndsBeforeItReadsItsOrderIsNoTrouble() throws Exception {
    assertThat(exit(start("exit-unread"))).isEqualTo(9);
  }

  @Test
  void twentyMegabytesArePrintedAndTheLogIsBounded() throws Exception {
    RunnerTurn runner = start("print", "200000");

    assertThat(exit(runner)).isZero();
    assertThat(runner.log().tail(200)).endsWith("the end\n");
    assertThat(LogSegment.of(log()).stream().mapToLong(LogSegment::length).sum())
        .isBetween(5L << 20, 6L << 20);
  }

  @Test
  void killEndsTheChildrenToo() throws Exception {
    RunnerTurn runner = start("hang-with-child");
    ProcessHandle child = child(runner);

    runner.kill();

    assertThat(exit(runner)).isEqualTo(128 + 9);
    await().atMost(LONG).until(() -> !child.isAlive());
  }

  @Test
  void childThatHoldsTheOutputDoesNotHoldTheExit() throws Exception {
    RunnerTurn runner = start("leave-child");
    ProcessHandle child = child(runner);
    try {
      assertThat(exit(runner)).isZero();
      assertThat(child.isAlive()).isTrue();
      assertThat(runner.log().tail(1_000)).contains("a process that it left behind");
      long end = LogSegment.end(LogSegment.of(log()));
      assertThat(runner.log().read(end, 10).ended()).isTrue();
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void attemptsTakeTheirTurnsInOneProcessEachWithItsOwnLog() throws Exception {
    RunnerProcess process = RunnerProcess.fork(command("serve"), directory);
    process.prepare(Orders.order());

    RunnerTurn one = process.run(Orders.order(), directory.resolve("one.log"), false);
    assertThat(one.end().get(LONG.toSeconds(), TimeUnit.SECONDS)).isZero();
    assertThat(one.opened()).isCompleted();
    assertThat(process.isAlive()).isTrue();
    RunnerTurn two = process.run(Orders.order(), directory.resolve("two.log"), true);
    assertThat(two.end().get(LONG.toSeconds(), TimeUnit.SECONDS)).isZero();
    process.end();
    assertThat(exit(two)).isZero();

    String attempt = Orders.order().attempt().toString();
    assertThat(one.log().tail(1_000)).isEqualTo("ready\nworks at " + attempt);
    assertThat(two.log().tail(1_000))
        .isEqualTo("behind " + attempt + "\nworks at " + attempt + "behind " + attempt + "\n");
  }

  @Test
  void killOfAnAttemptThatHasCommittedLeavesTheProcessToTheNext() throws Exception {
    RunnerProcess process = RunnerProcess.fork(command("serve"), directory);
    RunnerTurn one = process.run(Orders.order(), directory.resolve("one.log"), false);
    one.end().get(LONG.toSeconds(), TimeUnit.SECONDS);

    one.kill();

    RunnerTurn two = process.run(Orders.order(), directory.resolve("two.log"), false);
    assertThat(two.end().get(LONG.toSeconds(), TimeUnit.SECONDS)).isZero();
    process.kill();
    assertThat(exit(two)).isEqualTo(128 + 9);
  }

  @Test
  void programThatIsNotThereIsNamed() {
    assertThatThrownBy(
            () ->
                RunnerProcess.start(
                    new RunnerLaunch(Path.of("/no/java"), List.of(), directory),
                    Orders.order(),
                    log()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/no/java");
  }

  private RunnerTurn start(String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(arguments));
    builder.environment().put("FORAY_DATABASE_PASSWORD", Orders.SECRET);
    RunnerTurn runner = RunnerProcess.start(builder, directory, Orders.order(), log());
    started.add(runner);
    return runner;
  }

  private static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(TinyRunner.class.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  private static int exit(RunnerTurn runner) throws Exception {
    return runner.exit().get(LONG.toSeconds(), TimeUnit.SECONDS);
  }

  private static ProcessHandle child(RunnerTurn runner) throws IOException {
    awaitLog(runner, "child ");
    Matcher matcher = Pattern.compile("child (\\d+)\n").matcher(runner.log().tail(1_000));
    assertThat(matcher.find()).isTrue();
    return ProcessHandle.of(Long.parseLong(matcher.group(1))).orElseThrow();
  }

  private static void awaitLog(RunnerTurn runner, String text) {
    await().atMost(LONG).until(() -> runner.log().tail(100_000).contains(text));
  }

  private Path log() {
    return directory.resolve("logs").resolve("attempt-3.log");
  }
}
