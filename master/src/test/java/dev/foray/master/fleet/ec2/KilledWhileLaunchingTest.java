package dev.foray.master.fleet.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.fakeec2.FakeEc2;
import dev.foray.fakeec2.FakeEc2Builder;
import dev.foray.fakeec2.InstanceView;
import dev.foray.fakeec2.cloud.InstanceState;
import dev.foray.fakeec2.cloud.Timing;
import dev.foray.master.fleet.FleetLoop;
import dev.foray.master.fleet.LoopRig;
import dev.foray.master.ledger.Hardware;
import dev.foray.master.ledger.Seat;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Secret;
import dev.foray.transport.EnrolmentLetter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * The Master dies at a call to EC2, before the call goes out or behind its effect, and another
 * starts over the same rows: it never has more instances than it may, has soon as many as it wants,
 * each a node's, and no launch template is left. The clock is simulated.
 */
class KilledWhileLaunchingTest {
  private static final int MOST = 2;
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final Duration SOON = LoopRig.grace().plusMinutes(2);

  private final Map<String, String> instances = new HashMap<>();
  private final LoopRig rig = new LoopRig(MOST, this::nanoTime);
  private Instant now = Instant.parse("2026-11-24T10:00:00Z");

  /** Whatever a dead process still tries throws this: nothing in the code catches it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Dies at the first call of a name, and does not come back. */
  private static final class Death implements ExecutionInterceptor {
    private final String call;
    private final boolean hasEffect;
    private boolean isDead;

    private Death(String call, boolean hasEffect) {
      this.call = call;
      this.hasEffect = hasEffect;
    }

    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      isDead |= !hasEffect && isCall(context);
      if (isDead) {
        throw new Killed();
      }
    }

    @Override
    public void afterTransmission(
        Context.AfterTransmission context, ExecutionAttributes attributes) {
      isDead |= hasEffect && isCall(context);
      if (isDead) {
        throw new Killed();
      }
    }

    private boolean isCall(Context.BeforeExecution context) {
      return context.request().getClass().getSimpleName().equals(call + "Request");
    }
  }

  @ParameterizedTest(name = "killed at {0}, which had its effect: {1}")
  @CsvSource({
    "DescribeInstances, false",
    "CreateLaunchTemplate, false",
    "CreateLaunchTemplate, true",
    "CreateFleet, false",
    "CreateFleet, true",
    "DeleteLaunchTemplate, false",
    "DeleteLaunchTemplate, true",
  })
  void whoeverStartsAfterAMasterThatDiedThereHasWhatItMayHaveAndLeavesNothing(
      String call, boolean hasEffect) {
    try (FakeEc2 aws =
            FakeEc2.builder()
                .clock(() -> now)
                .timing(Timing.LIKE_EC2.withTemplatesSeen(Duration.ZERO))
                .start();
        Ec2Client doomed = client(aws, new Death(call, hasEffect));
        Ec2Client next = AtFakeEc2.client(aws)) {
      rig.chunks(100);
      assertThat(runsUntilKilled(aws, rig.loopOver(fleet(aws, doomed)))).isTrue();
      FleetLoop loop = rig.loopOver(fleet(aws, next));

      Instant begin = now;
      while (Duration.between(begin, now).compareTo(SOON) < 0) {
        run(aws, loop);
      }

      assertThat(alive(aws)).hasSize(MOST);
      assertThat(instances.values()).containsAll(alive(aws));
      assertThat(rig.nodes()).hasSize(MOST);
      assertThat(next.describeLaunchTemplates().launchTemplates()).isEmpty();
      rig.chunks(0);
      begin = now;
      while (!alive(aws).isEmpty()) {
        assertThat(Duration.between(begin, now)).as("until none is alive").isLessThan(SOON);
        run(aws, loop);
      }
    }
  }

  private boolean runsUntilKilled(FakeEc2 aws, FleetLoop loop) {
    try {
      for (int step = 0; step < 20; step++) {
        run(aws, loop);
      }
      return false;
    } catch (Killed e) {
      return true;
    }
  }

  private void run(FakeEc2 aws, FleetLoop loop) {
    now = now.plus(STEP);
    loop.runOnce();
    assertThat(alive(aws)).hasSizeLessThanOrEqualTo(MOST);
  }

  private static List<String> alive(FakeEc2 aws) {
    return aws.instances().stream()
        .filter(one -> one.state() == InstanceState.PENDING || one.state() == InstanceState.RUNNING)
        .map(InstanceView::id)
        .toList();
  }

  private long nanoTime() {
    return Duration.between(Instant.EPOCH, now).toNanos();
  }

  private Ec2Fleet fleet(FakeEc2 aws, Ec2Client client) {
    return new Ec2Fleet(
        new SdkCloud(client, AtFakeEc2.settings(aws), "c1", () -> now),
        seatBook(),
        (launch, nodes, seating) ->
            new EnrolmentLetter(
                new Endpoint("10.0.0.5", 8443), launch, "", new Secret("secret"), "authority"),
        new NodeScript(new Endpoint("10.0.0.5", 1099), "0".repeat(64), Duration.ofMinutes(10)),
        () -> true,
        this::nanoTime);
  }

  private SeatBook seatBook() {
    return new SeatBook() {
      @Override
      public List<Seat> seats() {
        return rig.nodes().stream()
            .map(node -> new Seat(node.id(), node.launch(), instances.get(node.id())))
            .toList();
      }

      @Override
      public boolean seat(String node, Hardware hardware) {
        return !instances.containsValue(hardware.instance())
            && instances.putIfAbsent(node, hardware.instance()) == null;
      }

      @Override
      public void paid(
          String node, Hardware hardware, Instant launchedAt, @Nullable Instant stoppedAt) {}
    };
  }

  private static Ec2Client client(FakeEc2 aws, ExecutionInterceptor interceptor) {
    return Ec2Client.builder()
        .endpointOverride(aws.endpoint())
        .region(Region.of(aws.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(FakeEc2Builder.KEY_ID, FakeEc2Builder.SECRET)))
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(each -> each.addExecutionInterceptor(interceptor))
        .build();
  }
}
