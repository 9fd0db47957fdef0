package dev.foray.fakeec2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.fakeec2.cloud.Market;
import dev.foray.fakeec2.cloud.Pool;
import dev.foray.fakeec2.cloud.Subnet;
import dev.foray.fakeec2.front.Fault;
import dev.foray.fakeec2.query.AccessKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

class RefusalsTest {
  private static final String ZONE = "eu-central-1a";

  private final ManualClock clock = new ManualClock();
  private final FakeEc2 fake =
      FakeEc2.builder()
          .clock(clock)
          .accessKey(AccessKey.of(FakeEc2Builder.KEY_ID, FakeEc2Builder.SECRET, "*"))
          .accessKey(AccessKey.of("AKIAREADER", "reader", "ec2:Describe*"))
          .accessKey(
              AccessKey.of("ASIATEMP", "temp", "ec2:*")
                  .temporary("token", clock.instant().plusSeconds(60)))
          .start();
  private final Ec2Client ec2 = Clients.of(fake);

  @AfterEach
  void close() {
    ec2.close();
    fake.close();
  }

  @Test
  void whoeverIsNotKnownOrSignsWithAnotherSecretIsRefused() {
    try (Ec2Client stranger = Clients.of(fake, AwsBasicCredentials.create("AKIANOBODY", "x"));
        Ec2Client liar =
            Clients.of(fake, AwsBasicCredentials.create(FakeEc2Builder.KEY_ID, "guessed"))) {
      assertThat(Clients.refusal(stranger::describeInstances)).isEqualTo("AuthFailure");
      assertThat(Clients.refusal(liar::describeInstances)).isEqualTo("AuthFailure");
    }
  }

  @Test
  void aTemporaryKeyNeedsItsTokenAndEnds() {
    try (Ec2Client without = Clients.of(fake, AwsBasicCredentials.create("ASIATEMP", "temp"));
        Ec2Client with =
            Clients.of(fake, AwsSessionCredentials.create("ASIATEMP", "temp", "token"))) {
      assertThat(Clients.refusal(without::describeInstances)).isEqualTo("AuthFailure");
      assertThat(with.describeInstances().reservations()).isEmpty();
      clock.pass(Duration.ofMinutes(1));
      assertThat(Clients.refusal(with::describeInstances)).isEqualTo("RequestExpired");
    }
    fake.expireKey(FakeEc2Builder.KEY_ID);
    assertThat(Clients.refusal(ec2::describeInstances)).isEqualTo("RequestExpired");
  }

  @Test
  void aMissingPermissionIsSaidInAMessageThatCanBeDecoded() {
    try (Ec2Client reader = Clients.of(fake, AwsBasicCredentials.create("AKIAREADER", "reader"))) {
      assertThatThrownBy(() -> reader.runInstances(Clients.one()))
          .isInstanceOfSatisfying(
              Ec2Exception.class,
              refused -> {
                String said = refused.awsErrorDetails().errorMessage();
                String encoded = said.substring(said.lastIndexOf(' ') + 1);
                assertThat(refused.statusCode()).isEqualTo(403);
                assertThat(new String(Base64.getUrlDecoder().decode(encoded), UTF_8))
                    .contains("\"action\":\"ec2:RunInstances\"", "AKIAREADER");
              });
      assertThat(
              Clients.refusal(
                  () -> reader.runInstances(Clients.one().toBuilder().dryRun(true).build())))
          .isEqualTo("UnauthorizedOperation");
    }
    assertThat(
            Clients.refusal(() -> ec2.runInstances(Clients.one().toBuilder().dryRun(true).build())))
        .isEqualTo("DryRunOperation");
    assertThat(fake.instances()).isEmpty();
  }

  @Test
  void userDataOverItsLimitIsRefused() {
    assertThat(ec2.runInstances(withUserData(16_384)).hasInstances()).isTrue();
    assertThat(Clients.refusal(() -> ec2.runInstances(withUserData(16_385))))
        .isEqualTo("InvalidParameterValue");
  }

  @Test
  void whereThereIsNoRoomTheCodeSaysOfWhat() {
    fake.world(
        world -> {
          world.room(new Pool("m5.large", ZONE), 2);
          world.vcpuQuota(Market.SPOT, 3);
          world.notOffered(new Pool("t3.medium", ZONE));
        });
    assertThat(ec2.runInstances(Clients.one().toBuilder().maxCount(5).build()).instances())
        .hasSize(2);
    assertThat(launching(InstanceType.M5_LARGE)).isEqualTo("InsufficientInstanceCapacity");
    assertThat(launching(InstanceType.T3_MEDIUM)).isEqualTo("Unsupported");
    assertThat(launching(InstanceType.M7_G_LARGE)).isEqualTo("InvalidParameterValue");
    assertThat(
            Clients.refusal(
                () ->
                    ec2.runInstances(
                        Clients.one().toBuilder()
                            .instanceType(InstanceType.M5_XLARGE)
                            .instanceMarketOptions(m -> m.marketType(MarketType.SPOT))
                            .build())))
        .isEqualTo("MaxSpotInstanceCountExceeded");
    fake.world(world -> world.vcpuQuota(Market.ON_DEMAND, 5));
    assertThat(launching(InstanceType.M6_I_LARGE)).isEqualTo("VcpuLimitExceeded");
    fake.world(
        world -> {
          world.vcpuQuota(Market.ON_DEMAND, 100);
          world.add(new Subnet("subnet-0f0f0f0f0f0f0f00a", ZONE, FakeEc2Builder.VPC, 2));
        });
    assertThat(launching(InstanceType.M6_I_LARGE)).isEqualTo("InsufficientFreeAddressesInSubnet");
  }

  @Test
  void aRepeatedTokenGetsTheSameInstancesAndAnotherRequestNone() {
    String first = launchedWith("token-1", "a");
    assertThat(launchedWith("token-1", "a")).isEqualTo(first);
    assertThat(Clients.refusal(() -> launchedWith("token-1", "b")))
        .isEqualTo("IdempotentParameterMismatch");
    assertThat(fake.instances()).hasSize(1);
    clock.pass(Duration.ofDays(1));
    assertThat(launchedWith("token-1", "b")).isNotEqualTo(first);
  }

  @Test
  void anAnswerIsLostThoughTheWorkIsDone() {
    fake.faults().next("RunInstances", Fault.loseAnswer());
    fake.faults().next("RunInstances", Fault.internalError());
    assertThatThrownBy(() -> launchedWith("token-1", "a")).isInstanceOf(SdkClientException.class);
    assertThat(Clients.refusal(() -> launchedWith("token-1", "a"))).isEqualTo("InternalError");
    String id = launchedWith("token-1", "a");
    assertThat(fake.instances()).extracting(InstanceView::id).containsExactly(id);
  }

  @Test
  void unknownFieldsAndStatesArriveAtTheClient() {
    String id = Clients.launch(ec2);
    fake.faults().unknownFields(true);
    fake.writeState(id, "hovering");
    assertThat(
            ec2.describeInstances().reservations().get(0).instances().get(0).state().nameAsString())
        .isEqualTo("hovering");
  }

  @Test
  void whoeverAsksTooOftenIsThrottledUntilTheBucketFills() {
    fake.throttles().on(true);
    for (int i = 0; i < 5; i++) {
      Clients.launch(ec2);
    }
    assertThat(Clients.refusal(() -> Clients.launch(ec2))).isEqualTo("RequestLimitExceeded");
    clock.pass(Duration.ofSeconds(1));
    List.of(1, 2).forEach(i -> Clients.launch(ec2));
    assertThat(Clients.refusal(() -> Clients.launch(ec2))).isEqualTo("RequestLimitExceeded");
  }

  private String launching(InstanceType type) {
    return Clients.refusal(
        () -> ec2.runInstances(Clients.one().toBuilder().instanceType(type).build()));
  }

  private String launchedWith(String token, String userData) {
    return ec2.runInstances(
            Clients.one().toBuilder()
                .clientToken(token)
                .userData(Base64.getEncoder().encodeToString(userData.getBytes(UTF_8)))
                .build())
        .instances()
        .get(0)
        .instanceId();
  }

  private static RunInstancesRequest withUserData(int bytes) {
    return Clients.one().toBuilder()
        .userData(Base64.getEncoder().encodeToString(new byte[bytes]))
        .build();
  }
}
