package dev.foray.worker.report;

import static dev.foray.worker.SampleOrders.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Refused;
import dev.foray.protocol.WorkerDesk.Heartbeat;
import dev.foray.protocol.WorkerDesk.Registration;
import dev.foray.protocol.WorkerDesk.Welcome;
import dev.foray.transport.Identity;
import dev.foray.transport.TestCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MembershipTest {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final FakeDesk desk = new FakeDesk(500);
  private final Node self = new Node();
  private long nanos;
  private Instant now = Instant.now();
  private final Identity first = new TestCluster().worker("node-3");
  private final OwnIdentity identity = new OwnIdentity(first, () -> now);
  private final Membership membership =
      new Membership(desk, new Machine(), LIMIT, () -> nanos, identity, self);

  @Test
  void registersThenSendsHeartbeatsAtThePaceThatTheMasterAsks() {
    self.held = List.of(attempt(1));

    assertThat(membership.runOnce()).isEqualTo(Duration.ofMillis(500));
    assertThat(membership.worker()).contains("worker-1");
    assertThat(self.welcome).extracting(Welcome::epoch).containsExactly(7L);

    membership.runOnce();
    assertThat(desk.registrations()).hasSize(1);
    assertThat(desk.heartbeats())
        .extracting(Heartbeat::running)
        .containsExactly(List.of(attempt(1)));
    assertThat(desk.heartbeats().get(0).freeMemoryBytes()).isPositive();
  }

  @Test
  void registersAnewWithWhatItHoldsWhereItIsNotKnownAnyMore() {
    membership.runOnce();
    self.held = List.of(attempt(4));
    desk.forget();

    membership.runOnce();

    assertThat(membership.worker()).contains("worker-2");
    assertThat(desk.registrations().get(1).running()).containsExactly(attempt(4));
  }

  @Test
  void newKeyIsCertifiedOncePastHalfOfTheTerm() {
    membership.runOnce();
    membership.runOnce();
    assertThat(desk.renewals()).isEmpty();
    assertThat(identity.get()).isSameAs(first);

    now = now.plus(Duration.ofHours(9));
    membership.runOnce();

    assertThat(desk.renewals()).containsExactly("worker-1");
    assertThat(identity.get().name()).isEqualTo(first.name());
    assertThat(identity.get().certificate().getPublicKey())
        .isNotEqualTo(first.certificate().getPublicKey());
  }

  @Test
  void certificateThatCanNotBeRenewedNowIsTriedAgainAndTheWorkerGoesOn() {
    membership.runOnce();
    now = now.plus(Duration.ofHours(9));
    desk.failOnRenewal(true);
    membership.runOnce();
    assertThat(membership.worker()).contains("worker-1");
    assertThat(identity.get()).isSameAs(first);

    desk.failOnRenewal(false);
    membership.runOnce();

    assertThat(identity.get()).isNotSameAs(first);
  }

  @Test
  void absentMasterIsTriedAgainAtGrowingIntervals() {
    membership.runOnce();
    desk.away(true);

    assertThat(List.of(membership.runOnce(), membership.runOnce(), membership.runOnce()))
        .containsExactly(Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1));
    for (int i = 0; i < 10; i++) {
      membership.runOnce();
    }
    assertThat(membership.runOnce()).isEqualTo(Duration.ofSeconds(5));

    desk.away(false);
    assertThat(membership.runOnce()).isEqualTo(Duration.ofMillis(500));
    desk.away(true);
    assertThat(membership.runOnce()).isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void idleWorkerEndsAfterTheLimitWithoutAMaster() {
    membership.runOnce();
    desk.away(true);

    pass(LIMIT.minusSeconds(1));
    assertThat(self.masterless).isZero();

    pass(Duration.ofSeconds(1));
    assertThat(self.masterless).isEqualTo(1);
  }

  @Test
  void workerThatRunsSomethingGoesOnWithoutAMasterUntilItHasBeenIdleForTheLimit() {
    membership.runOnce();
    desk.away(true);
    self.running = List.of(attempt(1));
    pass(LIMIT.multipliedBy(3));
    assertThat(self.masterless).isZero();

    self.running = List.of();
    pass(LIMIT.minusSeconds(1));
    assertThat(self.masterless).isZero();

    pass(Duration.ofSeconds(1));
    assertThat(self.masterless).isEqualTo(1);
  }

  @Test
  void masterThatComesBackStartsTheLimitAnew() {
    membership.runOnce();
    desk.away(true);
    pass(LIMIT.minusSeconds(1));
    desk.away(false);
    pass(Duration.ZERO);
    desk.away(true);

    pass(LIMIT.minusSeconds(1));

    assertThat(self.masterless).isZero();
  }

  @Test
  void refusalIsPassedOn() {
    desk.refuse("the worker speaks protocol version 1 and this Master 2");

    membership.runOnce();

    assertThat(self.refused)
        .containsExactly("the worker speaks protocol version 1 and this Master 2");
    assertThat(membership.worker()).isEmpty();
  }

  @Test
  void goodbyeIsSaidOnceAndForGood() throws Exception {
    membership.runOnce();
    membership.leave();
    assertThat(desk.left()).containsExactly("worker-1");

    membership.runOnce();
    assertThat(desk.registrations()).hasSize(1);
  }

  @Test
  void workerThatNobodyKnowsSaysNoGoodbye() throws Exception {
    membership.leave();

    assertThat(desk.calls()).isZero();
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
    membership.runOnce();
  }

  private static final class Node implements Membership.Self {
    private List<AttemptId> running = List.of();
    private List<AttemptId> held = List.of();
    private final List<Welcome> welcome = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private int masterless;

    @Override
    public List<AttemptId> running() {
      return running;
    }

    @Override
    public List<AttemptId> held() {
      return held;
    }

    @Override
    public Registration registration() {
      return new Registration(
          1, "node-1", new Endpoint("127.0.0.1", 1), 2, 2, 1L << 30, 1, "17", held, List.of());
    }

    @Override
    public Optional<String> leaving() {
      return Optional.empty();
    }

    @Override
    public void welcome(Welcome welcome) {
      this.welcome.add(welcome);
    }

    @Override
    public void refused(Refused why) {
      refused.add(String.valueOf(why.getMessage()));
    }

    @Override
    public void masterless() {
      masterless++;
    }
  }
}
