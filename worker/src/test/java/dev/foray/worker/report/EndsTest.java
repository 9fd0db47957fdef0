package dev.foray.worker.report;

import static dev.foray.worker.SampleOrders.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.WorkerDesk.AttemptEnd;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndsTest {
  private final FakeDesk desk = new FakeDesk(1_000);
  private Optional<String> worker = Optional.of("worker-1");
  private int taken;
  private final Ends ends = new Ends(desk, () -> worker, () -> taken++);

  @Test
  void endIsReportedOnce() {
    ends.add(end(1));

    ends.runOnce();
    ends.runOnce();

    assertThat(desk.ends()).containsExactly(end(1));
    assertThat(ends.isEmpty()).isTrue();
    assertThat(taken).isEqualTo(1);
  }

  @Test
  void endIsRepeatedUntilTheMasterHasTakenIt() {
    desk.away(true);
    ends.add(end(1));
    ends.add(end(2));

    assertThat(ends.runOnce()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(ends.untaken()).containsExactly(attempt(1), attempt(2));

    desk.away(false);
    ends.runOnce();
    assertThat(desk.ends()).containsExactly(end(1), end(2));
    assertThat(ends.isEmpty()).isTrue();
  }

  @Test
  void endWaitsUntilTheMasterKnowsThisWorker() {
    worker = Optional.empty();
    ends.add(end(1));
    ends.runOnce();
    assertThat(desk.calls()).isZero();

    worker = Optional.of("worker-2");
    ends.runOnce();
    assertThat(desk.ends()).containsExactly(end(1));
  }

  @Test
  void masterThatIsAwayIsWaitedForHoweverLong() {
    desk.away(true);
    ends.add(end(1));
    runOften();

    assertThat(ends.untaken()).containsExactly(attempt(1));
  }

  @Test
  void endThatTheMasterFailsOnHoldsUpNoOtherAndIsGivenUpAfterAWhile() {
    desk.failOn(attempt(1));
    ends.add(end(1));
    ends.add(end(2));

    ends.runOnce();
    assertThat(desk.ends()).containsExactly(end(2));
    assertThat(ends.untaken()).containsExactly(attempt(1));

    runOften();
    assertThat(ends.isEmpty()).isTrue();
    assertThat(taken).isEqualTo(2);
  }

  private void runOften() {
    for (int i = 0; i < 100; i++) {
      ends.runOnce();
    }
  }

  @Test
  void waitForTheLastReportsEnds() throws Exception {
    ends.add(end(1));
    assertThat(ends.awaitEmpty(Duration.ofMillis(20))).isFalse();

    ends.runOnce();
    assertThat(ends.awaitEmpty(Duration.ofSeconds(20))).isTrue();
  }

  private static AttemptEnd end(int chunk) {
    return new AttemptEnd(attempt(chunk), 0, "");
  }
}
