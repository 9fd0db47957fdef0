package dev.foray.master.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Refused;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a second Master comes to a ledger that another one holds. */
class SuccessionIT {
  private static final Duration LEASE = Duration.ofMillis(1_500);
  private static final Duration HOUR = Duration.ofHours(1);

  private LedgerAddress address;

  @BeforeEach
  void newDatabase() throws Exception {
    address = PostgresServer.freshAddress();
  }

  @Test
  void itWaitsAsLongAsTheOtherRenewsItsHoldAndForALeaseThen() throws Exception {
    try (Ledger first = Ledger.open(address)) {
      Future<Ledger> second =
          LedgerRig.inBackground(() -> Ledger.open(address, IfHeld.WAIT, LEASE, null));
      await()
          .pollInterval(LEASE.dividedBy(6))
          .during(LEASE.multipliedBy(3))
          .atMost(Duration.ofMinutes(1))
          .until(() -> first.renew() && !second.isDone());
      long silentSince = System.nanoTime();

      try (Ledger taken = second.get(1, TimeUnit.MINUTES)) {
        assertThat(Duration.ofNanos(System.nanoTime() - silentSince))
            .isGreaterThan(LEASE.multipliedBy(2).dividedBy(3));
        assertThat(taken.epoch()).isEqualTo(2);
        assertThat(first.renew()).isFalse();
      }
    }
  }

  @Test
  void aHoldThatIsRenewedBetweenTheLookAndTheTakingStays() throws Exception {
    try (Ledger first = Ledger.open(address)) {
      Transactions transactions = first.transactions();
      Holder seen = Epoch.holder(transactions).orElseThrow();
      first.renew();

      assertThat(Epoch.after(transactions, seen)).isEmpty();
      assertThat(first.renew()).isTrue();
    }
  }

  @Test
  void ofTwoThatWatchedTheSameHoldOneTakesIt() throws Exception {
    try (Ledger first = Ledger.open(address)) {
      Transactions transactions = first.transactions();
      Holder seen = Epoch.holder(transactions).orElseThrow();

      assertThat(Epoch.after(transactions, seen)).isPresent();
      assertThat(Epoch.after(transactions, seen)).isEmpty();
    }
  }

  @Test
  void theEndOfOneThatWasSupersededIsNotTheNextOnes() throws Exception {
    Ledger first = Ledger.open(address);
    try (Ledger next = Ledger.open(address)) {
      first.close();

      assertThat(Epoch.holder(next.transactions()).orElseThrow().ended()).isFalse();
    }
  }

  @Test
  void itDoesNotWaitForOneThatEndedInOrder() throws Exception {
    Ledger.open(address).close();

    try (Ledger next = Ledger.open(address, IfHeld.WAIT, HOUR, null)) {
      assertThat(next.epoch()).isEqualTo(2);
    }
  }

  @Test
  void itDoesNotWaitForAProcessThatIsGone() throws Exception {
    try (Ledger first = Ledger.open(address)) {
      PostgresServer.in(address, "update foray.master set start_ticks = start_ticks - 1");

      try (Ledger next = Ledger.open(address, IfHeld.WAIT, HOUR, null)) {
        assertThat(first.renew()).isFalse();
        assertThat(next.renew()).isTrue();
      }
    }
  }

  @Test
  void aMasterForOneCommandIsRefusedWhereAnotherIsAlive() throws Exception {
    try (Ledger first = Ledger.open(address)) {
      Future<Ledger> second =
          LedgerRig.inBackground(
              () -> Ledger.open(address, IfHeld.REFUSE, LEASE.multipliedBy(20), null));
      await()
          .pollInterval(LEASE.dividedBy(6))
          .atMost(Duration.ofMinutes(1))
          .until(() -> first.renew() && second.isDone());

      assertThatThrownBy(second::get)
          .hasCauseInstanceOf(Refused.class)
          .hasMessageMatching(
              ".*another Master, process \\d+ on .+, is alive and holds the ledger in PostgreSQL at"
                  + " .+: submit the job to that one, or stop it first");
    }
  }

  @Test
  void whatAMasterBeginsThatWasSupersededIsRefused() throws Exception {
    try (LedgerRig first = LedgerRig.open(address)) {
      JobId job = first.running(1);
      Job another = first.accepted();
      JobId third = first.running(0);
      first.ledger().jobs().move(third, JobState.RUNNING, JobState.FINISHING, null, LedgerRig.NOW);
      Job finishing = first.ledger().jobs().find(third).orElseThrow();
      Chunk chunk = first.ledger().chunks().ready(job, LedgerRig.NOW, 1).get(0);

      try (Ledger next = Ledger.open(address)) {
        assertThat(first.ledger().chunks().dispatch(chunk, "r1", "worker-1", LedgerRig.NOW))
            .isEmpty();
        assertThat(first.ledger().jobs().beginPlan(another, LedgerRig.NOW)).isEmpty();
        assertThat(first.ledger().jobs().beginFinish(finishing, LedgerRig.NOW)).isEmpty();
        assertThat(next.chunks().dispatch(chunk, "r1", "worker-1", LedgerRig.NOW)).isPresent();
      }
    }
  }
}
