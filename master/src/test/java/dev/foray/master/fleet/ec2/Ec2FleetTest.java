package dev.foray.master.fleet.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.fakeec2.FakeEc2;
import dev.foray.fakeec2.FakeEc2Builder;
import dev.foray.fakeec2.InstanceView;
import dev.foray.fakeec2.cloud.InstanceState;
import dev.foray.fakeec2.cloud.Market;
import dev.foray.fakeec2.cloud.Pool;
import dev.foray.fakeec2.cloud.Timing;
import dev.foray.fakeec2.front.Fault;
import dev.foray.master.enrol.Seating;
import dev.foray.master.fleet.Accepted;
import dev.foray.master.fleet.Fleet;
import dev.foray.master.fleet.FleetContract;
import dev.foray.master.fleet.FleetUnseen;
import dev.foray.master.fleet.LaunchFailed;
import dev.foray.master.fleet.LaunchOrder;
import dev.foray.master.fleet.LaunchUnclear;
import dev.foray.master.ledger.Meter;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Secret;
import dev.foray.protocol.Usd;
import dev.foray.transport.EnrolmentLetter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Instances of a fake EC2, by the SDK; nothing runs on them. */
class Ec2FleetTest extends FleetContract {
  private static final String CLUSTER = "c1";
  private static final List<String> TYPES = List.of("m5.large", "m5.xlarge");
  private static final Duration LOOK = Duration.ofSeconds(3);

  private Instant now = Instant.parse("2026-11-24T00:00:00Z");
  private long nanos;
  private boolean isMaster = true;
  private int ledgerIsAway;
  private final FakeEc2 aws = FakeEc2.builder().clock(() -> now).start();
  private final Ec2Client client =
      Ec2Client.builder()
          .endpointOverride(aws.endpoint())
          .region(Region.of(aws.region()))
          .credentialsProvider(
              StaticCredentialsProvider.create(
                  AwsBasicCredentials.create(FakeEc2Builder.KEY_ID, FakeEc2Builder.SECRET)))
          .httpClient(UrlConnectionHttpClient.create())
          .overrideConfiguration(each -> each.retryStrategy(DefaultRetryStrategy.doNotRetry()))
          .build();
  private final FakeSeatBook book = new FakeSeatBook();
  private Seating seating = instance -> Optional.empty();
  private Ec2Fleet fleet = open();

  private Ec2Fleet open() {
    return new Ec2Fleet(
        new SdkCloud(client, settings(), CLUSTER, () -> now),
        book,
        (launch, nodes, seats) -> {
          seating = seats;
          return new EnrolmentLetter(
              new Endpoint("10.0.0.5", 8443), launch, "", new Secret("the-secret"), "authority");
        },
        new NodeScript(new Endpoint("10.0.0.5", 1099), "0".repeat(64), Duration.ofMinutes(10)),
        () -> isMaster(),
        () -> nanos);
  }

  private boolean isMaster() {
    if (ledgerIsAway > 0) {
      ledgerIsAway--;
      nanos += Duration.ofSeconds(20).toNanos();
      throw new IllegalStateException("the database is away");
    }
    return isMaster;
  }

  private Ec2Settings settings() {
    return new Ec2Settings(
        aws.region(),
        Optional.of(aws.endpoint()),
        FakeEc2Builder.IMAGE_X86_64,
        TYPES,
        List.of("subnet-0f0f0f0f0f0f0f00a", "subnet-0f0f0f0f0f0f0f00b"),
        List.of(FakeEc2Builder.SECURITY_GROUP),
        Optional.empty(),
        Ec2Settings.Capacity.MIXED,
        false,
        20);
  }

  @AfterEach
  void close() {
    client.close();
    aws.close();
  }

  /** Enters what is ordered first, as the loop does. */
  @Override
  public Fleet fleet() {
    return new Fleet() {
      @Override
      public String name() {
        return fleet.name();
      }

      @Override
      public Accepted launch(LaunchOrder order) throws LaunchFailed, LaunchUnclear {
        return fleet.launch(book.enter(order));
      }

      @Override
      public Set<String> alive() {
        pass();
        return fleet.alive();
      }

      @Override
      public void terminate(String node) {
        fleet.terminate(node);
      }

      @Override
      public Optional<String> lastWords(String node) {
        return fleet.lastWords(node);
      }

      @Override
      public void close() {
        fleet.close();
      }
    };
  }

  @Override
  public void refuse(String node) {
    Fault refusal = Fault.refuse(403, "UnauthorizedOperation", "not you");
    aws.faults().next("CreateFleet", refusal).next("CreateFleet", refusal);
  }

  @Override
  public void eventually(Runnable assertion) {
    for (int i = 0; i < 20; i++) {
      try {
        assertion.run();
        return;
      } catch (AssertionError e) {
        pass();
      }
    }
    assertion.run();
  }

  private void pass() {
    now = now.plus(LOOK);
    nanos += LOOK.toNanos();
  }

  private void room(Market market, int instances) {
    // A pool has room for instances of either market: what is left for one is not for the other.
    aws.world(
        world -> {
          for (String type : TYPES) {
            for (String zone : world.zones()) {
              world.room(new Pool(type, zone), instances);
            }
          }
          world.vcpuQuota(market, instances * 100);
        });
  }

  private List<InstanceView> alive() {
    return aws.instances().stream().filter(one -> one.state() != InstanceState.TERMINATED).toList();
  }

  @Test
  void theBillIsWhatEc2sMeterSays() throws Exception {
    Map<String, Usd> onDemand = Map.of("m5.large", Usd.parse("0.115"));
    aws.world(world -> world.vcpuQuota(Market.SPOT, 2));
    aws.world(
        world -> world.spotPrice(new Pool("m5.large", "eu-central-1b"), new BigDecimal("0.02")));
    Ec2Prices prices =
        new Ec2Prices(
            new SdkCloud(client, settings(), CLUSTER, () -> now),
            settings(),
            onDemand,
            () -> nanos);
    fleet().launch(order("node-00000001", "node-00000002"));
    pass();
    fleet.alive();
    now = now.plusSeconds(87);
    fleet.terminate("node-00000001");
    now = now.plusSeconds(1_000);
    nanos += Duration.ofMinutes(1).toNanos();
    fleet.alive();
    fleet.terminate("node-00000002");
    now = now.plusSeconds(60);
    nanos += Duration.ofMinutes(1).toNanos();
    fleet.alive();

    assertThat(book.paid).as("once seen, once stopped").hasSize(4);
    assertThat(alive()).isEmpty();
    assertThat(
            book.paid.stream().filter(one -> one.stoppedAt() != null).map(one -> cost(prices, one)))
        .containsExactlyInAnyOrderElementsOf(
            aws.meter().bills().stream()
                .map(bill -> bill.instanceId() + " " + Usd.of(bill.usd()))
                .toList())
        .hasSize(2);
  }

  private static String cost(Ec2Prices prices, FakeSeatBook.Paid paid) {
    Usd price = prices.of(paid.hardware()).orElseThrow();
    Meter meter = new Meter(paid.node(), price, paid.launchedAt(), paid.stoppedAt());
    return paid.hardware().instance() + " " + meter.cost(meter.billed(Instant.MAX)).orElseThrow();
  }

  @Test
  void instancesAreTaggedEndThemselvesAndAskForSpotFirst() throws Exception {
    fleet().launch(order("node-00000001", "node-00000002"));

    assertThat(alive()).hasSize(2);
    for (InstanceView one : alive()) {
      assertThat(one.market()).isEqualTo(Market.SPOT);
      assertThat(one.tags())
          .containsEntry("foray:cluster", CLUSTER)
          .containsEntry("foray:launch", "launch-of-node-00000001");
      String asked = one.asked().toString();
      assertThat(asked).contains("terminate").contains("required");
      String script = one.userData().text();
      assertThat(script)
          .startsWith("#!/bin/sh\n")
          .contains("launch-of-node-00000001", "10.0.0.5:8443", "the-secret")
          .doesNotContainPattern("@[A-Z_]+@");
      assertThat(script.lines().toList().get(2)).startsWith("mkdir").contains("foray-guard");
    }
    assertThat(aws.requests().of("DeleteLaunchTemplate")).as("the template is gone").hasSize(1);
  }

  @Test
  void whereThereIsNoSpotItIsOnDemandAndWhereThereIsNeitherItSaysSo() throws Exception {
    aws.world(world -> world.vcpuQuota(Market.SPOT, 0));

    fleet().launch(order("node-00000001"));

    assertThat(alive()).extracting(InstanceView::market).containsExactly(Market.ON_DEMAND);
    room(Market.ON_DEMAND, 0);
    assertThatThrownBy(() -> fleet().launch(order("node-00000002")))
        .isInstanceOf(LaunchFailed.class)
        .hasMessageContaining("no machine of these types in these zones now");
  }

  @Test
  void partOfAnOrderIsUsed() throws Exception {
    aws.world(
        world -> {
          world.vcpuQuota(Market.SPOT, 2);
          world.vcpuQuota(Market.ON_DEMAND, 2);
        });

    Accepted accepted = fleet().launch(order("node-00000001", "node-00000002", "node-00000003"));

    assertThat(accepted.nodes()).hasSize(2);
    assertThat(accepted.shortfall()).contains("quota of vCPUs");
    eventually(() -> assertThat(fleet().alive()).hasSize(2));
  }

  @Test
  void lostAnswerIsUnclearAndWhatItLaunchedIsSeenAsTheNodesThatWereMeant() throws Exception {
    aws.faults().next("CreateFleet", Fault.loseAnswer());

    assertThatThrownBy(() -> fleet().launch(order("node-00000001", "node-00000002")))
        .isInstanceOf(LaunchUnclear.class);

    eventually(
        () ->
            assertThat(fleet().alive())
                .containsExactlyInAnyOrder("node-00000001", "node-00000002"));
    assertThat(alive()).hasSize(2);
  }

  @Test
  void whereTheAnswerToTheSecondHalfIsLostTheRestMayStartAllTheSame() throws Exception {
    aws.world(world -> world.vcpuQuota(Market.SPOT, 2));
    aws.faults().next("CreateFleet", Fault.NONE).next("CreateFleet", Fault.loseAnswer());

    Accepted accepted = fleet().launch(order("node-00000001", "node-00000002"));

    assertThat(accepted.nodes()).hasSize(1);
    assertThat(accepted.isUnclear()).isTrue();
    eventually(
        () ->
            assertThat(fleet().alive())
                .containsExactlyInAnyOrder("node-00000001", "node-00000002"));
    assertThat(alive()).hasSize(2);
  }

  @Test
  void masterThatStartsAgainKnowsItsNodesAndWhatIsNobodysGoesByItsOwnId() throws Exception {
    fleet().launch(order("node-00000001", "node-00000002"));
    book.drop("node-00000002");

    fleet = open();

    Set<String> seen = fleet().alive();
    assertThat(seen).hasSize(2).contains("node-00000001");
    String unknown = seen.stream().filter(id -> id.startsWith("i-")).findFirst().orElseThrow();
    fleet().terminate(unknown);
    eventually(() -> assertThat(fleet().alive()).containsExactly("node-00000001"));
  }

  @Test
  void foreignInstanceIsNeitherSeenNorTouched() throws Exception {
    String foreign =
        client
            .runInstances(
                each ->
                    each.imageId(FakeEc2Builder.IMAGE_X86_64)
                        .instanceType("m5.large")
                        .minCount(1)
                        .maxCount(1))
            .instances()
            .get(0)
            .instanceId();
    fleet().launch(order("node-00000001"));

    fleet().terminate(foreign);
    assertThat(fleet().alive()).containsExactly("node-00000001");
    fleet().close();

    assertThat(aws.instance(foreign).state()).isEqualTo(InstanceState.RUNNING);
  }

  @Test
  void endIsAskedForAgainUntilItIsSeenAndNotAtEachLook() throws Exception {
    aws.timing(Timing.AT_ONCE.withShuttingDown(Duration.ofSeconds(30)));
    fleet().launch(order("node-00000001"));
    assertThat(fleet().alive()).containsExactly("node-00000001");
    aws.faults().next("TerminateInstances", Fault.internalError());

    fleet().terminate("node-00000001");
    assertThat(fleet().alive()).containsExactly("node-00000001");
    for (int i = 0; i < 5; i++) {
      fleet().terminate("node-00000001");
    }

    assertThat(aws.requests().of("TerminateInstances")).hasSize(2);
    eventually(() -> assertThat(fleet().alive()).isEmpty());
  }

  @Test
  void whileNothingCanBeListedNothingIsTakenForGone() throws Exception {
    fleet().launch(order("node-00000001"));
    aws.faults().next("DescribeInstances", Fault.internalError());

    assertThatThrownBy(() -> fleet().alive())
        .isInstanceOf(FleetUnseen.class)
        .hasMessageContaining("EC2 does not list instances");
    assertThat(fleet().alive()).containsExactly("node-00000001");
  }

  @Test
  void whatEc2HasNamedIsThereThoughItIsNotListedYet() throws Exception {
    aws.timing(Timing.AT_ONCE.withInstancesSeen(Duration.ofSeconds(30)));
    fleet().launch(order("node-00000001"));

    assertThat(fleet().alive()).containsExactly("node-00000001");
    fleet().terminate("node-00000001");
    assertThat(fleet().alive()).as("it could not be told yet").containsExactly("node-00000001");
    for (int i = 0; i < 20; i++) {
      fleet().terminate("node-00000001");
      fleet().alive();
    }
    assertThat(fleet().alive()).isEmpty();
    assertThat(alive()).isEmpty();
  }

  @Test
  void nodeWhoseInstanceEc2HasForgottenIsThereForAWhileAndThenNeverAgain() throws Exception {
    fleet().launch(order("node-00000001"));
    assertThat(fleet().alive()).hasSize(1);
    aws.fail(alive().get(0).id());
    now = now.plus(Duration.ofHours(3));

    fleet = open();

    assertThat(fleet().alive()).as("it may be new").containsExactly("node-00000001");
    nanos += Duration.ofMinutes(2).toNanos();
    for (int i = 0; i < 100; i++) {
      assertThat(fleet().alive()).isEmpty();
    }
  }

  @Test
  void whileTheLedgerIsAwayACloseWaitsForItAndThenEndsAll() throws Exception {
    fleet().launch(order("node-00000001"));
    fleet().alive();
    ledgerIsAway = 2;

    fleet().close();

    assertThat(alive()).isEmpty();
  }

  @Test
  void closeHasALimitWhereTheLedgerStaysAway() throws Exception {
    fleet().launch(order("node-00000001"));
    fleet().alive();
    ledgerIsAway = 100;

    fleet().close();

    assertThat(ledgerIsAway).as("asked for two minutes").isBetween(90, 95);
    assertThat(alive()).as("it may be another Master's: its guard ends it").hasSize(1);
  }

  @Test
  void whereSpotIsRefusedAltogetherItIsOnDemand() throws Exception {
    aws.faults().next("CreateFleet", Fault.refuse(400, "MaxSpotInstanceCountExceeded", "quota"));

    fleet().launch(order("node-00000001"));

    assertThat(alive()).extracting(InstanceView::market).containsExactly(Market.ON_DEMAND);
    assertThat(aws.requests().of("DeleteLaunchTemplate")).hasSize(1);
  }

  @Test
  void launchWithoutATemplateIsRefusedAndLeavesNone() {
    aws.faults().next("CreateLaunchTemplate", Fault.loseAnswer());

    assertThatThrownBy(() -> fleet().launch(order("node-00000001")))
        .isInstanceOf(LaunchFailed.class);

    assertThat(client.describeLaunchTemplates().launchTemplates()).isEmpty();
    assertThat(alive()).isEmpty();
  }

  @Test
  void manyLooksAreOneCall() throws Exception {
    fleet().launch(order("node-00000001"));
    fleet.alive();
    fleet.alive();
    fleet.alive();

    assertThat(aws.requests().of("DescribeInstances")).hasSize(1);
  }

  @Test
  void whoeverIsNoMasterAnyMoreNeitherStartsNorEndsAnything() throws Exception {
    fleet().launch(order("node-00000001"));
    assertThat(fleet().alive()).hasSize(1);
    isMaster = false;

    assertThatThrownBy(() -> fleet().launch(order("node-00000002")))
        .isInstanceOf(LaunchFailed.class);
    fleet().terminate("node-00000001");
    fleet().close();

    assertThat(alive()).hasSize(1);
    assertThat(aws.requests().of("TerminateInstances")).isEmpty();
  }

  @Test
  void machineJoinsAsANodeOfItsLaunchOnceItIsSeenThereAndAsNoOther() throws Exception {
    aws.timing(Timing.AT_ONCE.withInstancesSeen(Duration.ofSeconds(5)));
    aws.faults().next("CreateFleet", Fault.loseAnswer());
    assertThatThrownBy(() -> fleet().launch(order("node-00000001")))
        .isInstanceOf(LaunchUnclear.class);
    String instance = alive().get(0).id();

    assertThat(seating.nodeOf(instance)).as("not seen yet").isEmpty();
    pass();
    pass();
    assertThat(seating.nodeOf(instance)).contains("node-00000001");
    assertThat(seating.nodeOf("i-00000000000000000")).isEmpty();
    Seating first = seating;
    fleet().launch(order("node-00000002"));
    pass();
    pass();
    List<String> ids = new ArrayList<>(alive().stream().map(InstanceView::id).toList());
    ids.remove(instance);
    assertThat(first.nodeOf(ids.get(0))).as("of another launch").isEmpty();
    assertThat(seating.nodeOf(ids.get(0))).contains("node-00000002");
  }

  @Test
  void endedInstanceSaysWhy() throws Exception {
    fleet().launch(order("node-00000001"));
    fleet().alive();

    aws.interruptSpot(alive().get(0).id());
    now = now.plus(Duration.ofMinutes(3));
    nanos += Duration.ofMinutes(3).toNanos();

    assertThat(fleet().alive()).isEmpty();
    assertThat(fleet().lastWords("node-00000001").orElse("")).containsIgnoringCase("spot");
  }
}
