package dev.foray.worker;

import static dev.foray.worker.SampleOrders.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Order;
import dev.foray.protocol.WorkerDesk.AttemptEnd;
import dev.foray.shipping.JarSum;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a worker does with its runners. */
class WorkerRunnersIT extends WorkerCase {
  private static final Duration SHORTER_THAN_A_SPARE_WAITS = Duration.ofSeconds(20);

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
    await().atMost(LONG).until(() -> runners().stream().anyMatch(WorkerCase::isSpare));
    service().drain(EPOCH);
    assertThat(exitCode()).isZero();
    await().atMost(LONG).until(() -> runners().isEmpty());
  }

  /** It would take the cores from the one that somebody waits for. */
  @Test
  void noJvmIsStartedBeforehandUntilTheOneInFrontIsConnected() throws Exception {
    startAndRegister();
    start(1, "dawdle", new Order.Jvm(1, true, false));
    assertThat(processOf(1)).isNotEmpty();

    await()
        .during(Duration.ofMillis(500))
        .atMost(SHORTER_THAN_A_SPARE_WAITS)
        .until(() -> runners().stream().noneMatch(WorkerCase::isSpare));
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
  void jvmThatIsKilledAtItsSecondChunkTakesThatOneAlone() throws Exception {
    startAndRegister();
    start(1, "commit once", new Order.Jvm(3, false, false));
    desk.await(() -> desk.ends().size() == 1);
    start(2, "commit once", new Order.Jvm(3, false, false));
    assertThat(processOf(2)).isEqualTo(processOf(1));

    ProcessHandle.of(Long.parseLong(processOf(1))).orElseThrow().destroyForcibly();
    desk.await(() -> desk.ends().size() == 2);
    start(3, "commit once", new Order.Jvm(3, false, false));
    desk.await(() -> desk.ends().size() == 3);

    assertThat(desk.ends())
        .extracting(AttemptEnd::attempt, AttemptEnd::exitCode)
        .containsExactly(tuple(attempt(1), 0), tuple(attempt(2), 128 + 9), tuple(attempt(3), 0));
    assertThat(processOf(3)).isNotEqualTo(processOf(1));
  }
}
