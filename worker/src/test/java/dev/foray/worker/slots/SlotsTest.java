package dev.foray.worker.slots;

import static dev.foray.worker.SampleOrders.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.Refused;
import dev.foray.protocol.WorkerDesk.AttemptEnd;
import dev.foray.worker.SampleOrders;
import dev.foray.worker.process.FakeRunners;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotsTest {
  private final FakeRunners runners = new FakeRunners();
  private final List<AttemptEnd> ends = new ArrayList<>();
  private final List<Integer> takenAtEnd = new ArrayList<>();
  private int freed;
  private long nanos;

  private Runnable atEnd = () -> {};
  private final Slots.Events events =
      new Slots.Events() {
        @Override
        public void ended(AttemptEnd end) {
          ends.add(end);
          takenAtEnd.add(slots.running().size());
          atEnd.run();
        }

        @Override
        public void freed() {
          freed++;
        }
      };

  private final Slots slots = new Slots(2, runners, () -> nanos, events);

  @Test
  void runsOneAttemptToASlotAndRefusesOneMore() throws Exception {
    slots.start(SampleOrders.of(1));
    slots.start(SampleOrders.of(2));

    assertThat(slots.running()).containsExactly(attempt(1), attempt(2));
    assertThatThrownBy(() -> slots.start(SampleOrders.of(3)))
        .isInstanceOf(Refused.class)
        .hasMessage("no slot is free for job-17.chunk-3.attempt-1: 2 of 2 are taken");
  }

  @Test
  void slotIsFreeAfterTheEnd() throws Exception {
    slots.start(SampleOrders.of(1));
    slots.start(SampleOrders.of(2));

    runners.of(attempt(1)).end(3);
    slots.start(SampleOrders.of(3));

    assertThat(slots.running()).containsExactly(attempt(2), attempt(3));
    assertThat(ends).containsExactly(new AttemptEnd(attempt(1), 3, "last words"));
    assertThat(freed).isEqualTo(1);
  }

  @Test
  void endIsHandedOnWhileTheSlotIsStillTaken() throws Exception {
    slots.start(SampleOrders.of(1));

    runners.of(attempt(1)).end(0);

    assertThat(takenAtEnd).containsExactly(1);
    assertThat(slots.isEmpty()).isTrue();
  }

  /** The Master may answer an end with the next chunk before the worker gets to its next line. */
  @Test
  void whoeverHearsOfAnEndMaySendTheNextAtOnce() throws Exception {
    slots.start(SampleOrders.of(1));
    slots.start(SampleOrders.of(2));
    List<Exception> refusals = new ArrayList<>();
    atEnd =
        () -> {
          try {
            slots.start(SampleOrders.of(3));
          } catch (Refused e) {
            refusals.add(e);
          }
        };

    runners.of(attempt(1)).end(0);

    assertThat(refusals).isEmpty();
    assertThat(slots.running()).containsExactly(attempt(2), attempt(3));
    assertThatThrownBy(() -> slots.start(SampleOrders.of(4)))
        .hasMessageEndingWith("2 of 2 are taken");
  }

  @Test
  void repeatedStartChangesNothing() throws Exception {
    slots.start(SampleOrders.of(1));
    slots.start(SampleOrders.of(1));

    assertThat(runners.count()).isEqualTo(1);
  }

  @Test
  void attemptThatHasEndedHereIsNotStartedAgain() throws Exception {
    slots.start(SampleOrders.of(1));
    runners.of(attempt(1)).end(0);

    slots.start(SampleOrders.of(1));

    assertThat(slots.isEmpty()).isTrue();
  }

  @Test
  void cancelKillsAndTheEndIsToldLikeAnyOther() throws Exception {
    slots.start(SampleOrders.of(1));

    slots.cancel(attempt(1));

    assertThat(ends).extracting(AttemptEnd::exitCode).containsExactly(137);
    assertThat(slots.isEmpty()).isTrue();
  }

  @Test
  void cancelOfWhatDoesNotRunHereChangesNothing() throws Exception {
    slots.start(SampleOrders.of(1));

    slots.cancel(attempt(2));

    assertThat(runners.of(attempt(1)).isRunning()).isTrue();
    assertThat(ends).isEmpty();
  }

  @Test
  void cancelThatArrivesDuringTheForkIsNotLost() throws Exception {
    runners.whileForking(order -> slots.cancel(order.attempt()));

    slots.start(SampleOrders.of(1));

    assertThat(ends).extracting(AttemptEnd::exitCode).containsExactly(137);
  }

  @Test
  void drainingTakesNothingNewAndLetsTheRestFinish() throws Exception {
    slots.start(SampleOrders.of(1));
    slots.drain();

    assertThatThrownBy(() -> slots.start(SampleOrders.of(2)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("drains");
    assertThat(runners.of(attempt(1)).isRunning()).isTrue();
  }

  @Test
  void failedForkIsRefusedAndLeavesTheSlotFree() throws Exception {
    runners.failWith("job.jar is missing at /jars/job.jar");

    assertThatThrownBy(() -> slots.start(SampleOrders.of(1)))
        .isInstanceOf(Refused.class)
        .hasMessage(
            "job-17.chunk-1.attempt-1 can't be started: job.jar is missing at /jars/job.jar");
    assertThat(slots.isEmpty()).isTrue();
    assertThat(ends).isEmpty();
  }

  @Test
  void forkThatBreaksLeavesTheSlotFreeToo() {
    runners.whileForking(
        order -> {
          throw new IllegalStateException("no locale xx-yy");
        });

    assertThatThrownBy(() -> slots.start(SampleOrders.of(1)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no locale xx-yy");
    assertThat(slots.isEmpty()).isTrue();
  }

  @Test
  void attemptFarPastItsTimeoutIsKilled() throws Exception {
    slots.start(SampleOrders.of(attempt(1), List.of(), Duration.ofMinutes(10)));

    nanos = Duration.ofMinutes(10).toNanos();
    slots.killOverdue();
    assertThat(runners.of(attempt(1)).isRunning()).isTrue();

    nanos = Duration.ofMinutes(11).plusSeconds(1).toNanos();
    slots.killOverdue();
    assertThat(ends).extracting(AttemptEnd::attempt).containsExactly(attempt(1));
  }

  @Test
  void waitsUntilNothingRunsButNotForEver() throws Exception {
    slots.start(SampleOrders.of(1));
    assertThat(slots.awaitEmpty(Duration.ofMillis(20))).isFalse();

    slots.killAll();
    assertThat(slots.awaitEmpty(Duration.ofSeconds(20))).isTrue();
  }
}
