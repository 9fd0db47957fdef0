package dev.foray.fakeec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.fakeec2.cloud.InstanceState;
import dev.foray.fakeec2.cloud.Pool;
import dev.foray.fakeec2.cloud.Timing;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.ShutdownBehavior;

class LifeOfAnInstanceTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ManualClock clock = new ManualClock();
  private final FakeEc2 fake =
      FakeEc2.builder()
          .clock(clock)
          .timing(
              Timing.AT_ONCE
                  .withPending(Duration.ofSeconds(8))
                  .withShuttingDown(Duration.ofSeconds(30))
                  .withInstancesSeen(Duration.ofSeconds(2))
                  .withTagsSeen(Duration.ofSeconds(3)))
          .start();
  private final Ec2Client ec2 = Clients.of(fake);

  @AfterEach
  void close() {
    ec2.close();
    fake.close();
  }

  @Test
  void itIsSeenThenRunsThenEndsAndIsForgottenAfterAnHour() {
    String id = Clients.launch(ec2);
    assertThat(Clients.refusal(() -> ec2.describeInstances(r -> r.instanceIds(id))))
        .isEqualTo("InvalidInstanceID.NotFound");
    assertThat(Clients.refusal(() -> ec2.terminateInstances(r -> r.instanceIds(id))))
        .isEqualTo("InvalidInstanceID.NotFound");
    clock.pass(Duration.ofSeconds(2));
    assertThat(described(id)).isEqualTo("pending");
    clock.pass(Duration.ofSeconds(6));
    assertThat(described(id)).isEqualTo("running");
    ec2.terminateInstances(r -> r.instanceIds(id));
    assertThat(described(id)).isEqualTo("shutting-down");
    clock.pass(Duration.ofSeconds(30));
    assertThat(described(id)).isEqualTo("terminated");
    clock.pass(Duration.ofHours(1));
    assertThat(Clients.refusal(() -> ec2.describeInstances(r -> r.instanceIds(id))))
        .isEqualTo("InvalidInstanceID.NotFound");
  }

  @Test
  void filtersFindItsTagsLaterThanItself() {
    String id = Clients.launch(ec2);
    clock.pass(Duration.ofSeconds(2));
    ec2.createTags(r -> r.resources(id).tags(Clients.tag("of", "us")));
    clock.pass(Duration.ofSeconds(2));
    assertThat(withTag("of", "us")).isZero();
    clock.pass(SECOND);
    assertThat(withTag("of", "us")).isEqualTo(1);
  }

  @Test
  void aShutdownFromInsideStopsItOrTerminatesItAsItWasLaunched() {
    String stops = Clients.launch(ec2);
    String terminates =
        ec2.runInstances(
                Clients.one().toBuilder()
                    .instanceInitiatedShutdownBehavior(ShutdownBehavior.TERMINATE)
                    .build())
            .instances()
            .get(0)
            .instanceId();
    clock.pass(Duration.ofSeconds(8));
    fake.shutDown(stops);
    fake.shutDown(terminates);
    clock.pass(Duration.ofSeconds(30));
    assertThat(fake.instance(stops).state()).isEqualTo(InstanceState.STOPPED);
    assertThat(fake.instance(terminates).state()).isEqualTo(InstanceState.TERMINATED);
    assertThat(fake.instance(terminates).reason()).contains("Client.InstanceInitiatedShutdown");
  }

  @Test
  void aSpotInstanceIsEndedTwoMinutesAfterTheNotice() {
    String id = launchSpot();
    clock.pass(Duration.ofMinutes(1));
    fake.interruptSpot(id);
    clock.pass(Duration.ofSeconds(119));
    assertThat(fake.instance(id).state()).isEqualTo(InstanceState.RUNNING);
    clock.pass(SECOND);
    assertThat(fake.instance(id).state()).isEqualTo(InstanceState.SHUTTING_DOWN);
    assertThat(fake.instance(id).reason()).contains("Server.SpotInstanceTermination");
  }

  @Test
  void theMeterRunsBySecondsFromRunningToTheEndAndAtLeastAMinute() {
    fake.world(
        world -> world.spotPrice(new Pool("m5.large", "eu-central-1a"), new BigDecimal("0.0360")));
    String longer = Clients.launch(ec2);
    String shorter = launchSpot();
    clock.pass(Duration.ofSeconds(8 + 10));
    ec2.terminateInstances(r -> r.instanceIds(shorter));
    clock.pass(Duration.ofMillis(3_589_500));
    ec2.terminateInstances(r -> r.instanceIds(longer));
    clock.pass(Duration.ofHours(2));

    assertThat(fake.meter().bills())
        .extracting(bill -> bill.usd().stripTrailingZeros().toPlainString())
        .containsExactly("0.115", "0.0006");
    assertThat(fake.meter().total()).isEqualByComparingTo("0.1156");
  }

  private String launchSpot() {
    return ec2.runInstances(
            Clients.one().toBuilder()
                .instanceMarketOptions(m -> m.marketType(MarketType.SPOT))
                .build())
        .instances()
        .get(0)
        .instanceId();
  }

  private String described(String id) {
    return ec2.describeInstances(r -> r.instanceIds(id))
        .reservations()
        .get(0)
        .instances()
        .get(0)
        .state()
        .nameAsString();
  }

  private long withTag(String key, String value) {
    return ec2.describeInstances(r -> r.filters(Clients.filter("tag:" + key, value)))
        .reservations()
        .size();
  }
}
