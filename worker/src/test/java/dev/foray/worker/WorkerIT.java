package dev.foray.worker;

import static dev.foray.worker.SampleOrders.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foray.protocol.WorkerDesk.AttemptEnd;
import dev.foray.worker.report.FakeDesk;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a worker joins, stays and ends. */
class WorkerIT extends WorkerCase {
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
  void drainedWorkerEndsWithSuccess() throws Exception {
    startAndRegister();
    start(1, "commit");
    desk.await(() -> desk.ends().size() == 1);

    service().drain(EPOCH);

    assertThat(exitCode()).isZero();
    assertThat(desk.left()).containsExactly("worker-1");
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
}
