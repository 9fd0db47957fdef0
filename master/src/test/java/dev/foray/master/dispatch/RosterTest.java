package dev.foray.master.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.master.ledger.Worker;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.JobId;
import dev.foray.protocol.WorkerState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RosterTest {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final AttemptId FIRST = AttemptId.ofChunk(new JobId(1), 0, 1);
  private static final AttemptId SECOND = AttemptId.ofChunk(new JobId(1), 1, 1);

  private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);
  private final Roster roster = new Roster(LEASE, nanos::get);

  @Test
  void roomiestIsTheWorkerWithMostFreeSlots() {
    roster.admit(worker("worker-1", 2), false);
    roster.admit(worker("worker-2", 2), false);
    roster.seat("worker-1", FIRST, HOUR);

    assertThat(roster.roomiest().orElseThrow().worker().id()).isEqualTo("worker-2");
  }

  @Test
  void nobodyHasRoomWhenEverySlotIsTakenOrDraining() {
    roster.admit(worker("worker-1", 1), false);
    roster.admit(worker("worker-2", 4), true);
    roster.seat("worker-1", FIRST, HOUR);

    assertThat(roster.roomiest()).isEmpty();

    roster.unseat(FIRST);
    assertThat(roster.roomiest().orElseThrow().worker().id()).isEqualTo("worker-1");
  }

  @Test
  void aWorkerIsSilentOnlyAfterAWholeLease() {
    roster.admit(worker("worker-1", 1), false);
    pass(LEASE);
    assertThat(roster.silent(nanos.get())).isEmpty();

    pass(Duration.ofNanos(1));
    assertThat(roster.silent(nanos.get())).containsExactly("worker-1");

    roster.renew("worker-1", List.of());
    assertThat(roster.silent(nanos.get())).isEmpty();
  }

  @Test
  void anAttemptThatItsWorkerDoesNotNameIsForgottenAfterALease() {
    roster.admit(worker("worker-1", 2), false);
    roster.seat("worker-1", FIRST, HOUR);
    roster.seat("worker-1", SECOND, HOUR);

    pass(LEASE);
    roster.renew("worker-1", List.of(SECOND));
    pass(Duration.ofSeconds(1));

    assertThat(roster.forgotten(nanos.get())).containsExactly(new Roster.Seat(FIRST, "worker-1"));
  }

  @Test
  void renewingAllForgivesSilence() {
    roster.admit(worker("worker-1", 2), false);
    roster.seat("worker-1", FIRST, HOUR);
    pass(LEASE.plusSeconds(5));

    roster.renewAll();

    assertThat(roster.silent(nanos.get())).isEmpty();
    assertThat(roster.forgotten(nanos.get())).isEmpty();
  }

  @Test
  void heartbeatsDoNotLengthenTheTimeout() {
    roster.admit(worker("worker-1", 2), false);
    roster.seat("worker-1", FIRST, Duration.ofSeconds(40));
    pass(Duration.ofSeconds(25));
    roster.renew("worker-1", List.of(FIRST));
    assertThat(roster.overdue(nanos.get())).isEmpty();

    pass(Duration.ofSeconds(16));
    assertThat(roster.overdue(nanos.get())).containsExactly(new Roster.Seat(FIRST, "worker-1"));
  }

  @Test
  void aStrangerCanNotRenew() {
    assertThat(roster.renew("worker-9", List.of(FIRST))).isFalse();
    assertThat(roster.seats(attempt -> true)).isEmpty();
  }

  @Test
  void dismissingTellsWhatRanThere() {
    roster.admit(worker("worker-1", 2), false);
    roster.seat("worker-1", FIRST, HOUR);

    assertThat(roster.dismiss("worker-1")).containsExactly(FIRST);
    assertThat(roster.all()).isEmpty();
    assertThat(roster.dismiss("worker-1")).isEmpty();
  }

  @Test
  void anAttemptMovesWithItsTimes() {
    roster.admit(worker("worker-1", 2), false);
    roster.admit(worker("worker-1-2", 2), false);
    roster.seat("worker-1", FIRST, Duration.ofSeconds(10));
    pass(Duration.ofSeconds(8));

    roster.move(FIRST, "worker-1-2");
    pass(Duration.ofSeconds(3));

    assertThat(roster.overdue(nanos.get())).containsExactly(new Roster.Seat(FIRST, "worker-1-2"));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static Worker worker(String id, int slots) {
    return new Worker(
        id,
        id.replace("worker", "node"),
        WorkerState.ACTIVE,
        new Endpoint("127.0.0.1", 1),
        slots,
        2,
        1 << 30,
        1,
        "17",
        Instant.EPOCH,
        null);
  }
}
