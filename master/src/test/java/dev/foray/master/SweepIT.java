package dev.foray.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.fakeec2.FakeEc2;
import dev.foray.fakeec2.FakeEc2Builder;
import dev.foray.fakeec2.InstanceView;
import dev.foray.fakeec2.cloud.InstanceState;
import dev.foray.master.enrol.CertificateAuthority;
import dev.foray.master.ledger.Hardware;
import dev.foray.master.ledger.IfHeld;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.LedgerAddress;
import dev.foray.master.ledger.Node;
import dev.foray.master.ledger.PostgresServer;
import dev.foray.protocol.NodeState;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The command, with a data directory, a ledger on PostgreSQL and instances of a fake EC2. */
class SweepIT {
  private static final Duration LEASE = Duration.ofSeconds(2);
  private static final String OURS = "foray:cluster";

  private final FakeEc2 aws = FakeEc2.builder().start();
  private final Ec2Client client =
      Ec2Client.builder()
          .endpointOverride(aws.endpoint())
          .region(Region.of(aws.region()))
          .credentialsProvider(
              StaticCredentialsProvider.create(
                  AwsBasicCredentials.create(FakeEc2Builder.KEY_ID, FakeEc2Builder.SECRET)))
          .httpClient(UrlConnectionHttpClient.create())
          .build();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @TempDir private Path directory;
  private LedgerAddress address;
  private CertificateAuthority authority;

  @BeforeEach
  void layOut() throws Exception {
    System.setProperty("aws.accessKeyId", FakeEc2Builder.KEY_ID);
    System.setProperty("aws.secretAccessKey", FakeEc2Builder.SECRET);
    address = PostgresServer.freshAddress();
    authority = CertificateAuthority.open(directory.resolve("ca"), InstantSource.system());
    Files.writeString(directory.resolve("password"), "postgres");
    settings(String.valueOf(address.url()));
  }

  @AfterEach
  void close() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    client.close();
    aws.close();
  }

  @Test
  void withoutAMasterAllOfTheClusterEndsAndNothingOfOthers() throws Exception {
    String node = launched(OURS, authority.cluster(), "launch-1");
    String stray = launched(OURS, authority.cluster(), "launch-2");
    String ofOthers = launched(OURS, "another", "launch-1");
    String foreign = launched("team", "shop", "launch-1");
    template("foray-ours", OURS, authority.cluster());
    template("foray-others", OURS, "another");
    try (Ledger ledger = ledger()) {
      enter(ledger, "node-1", "launch-1", node);
    }

    assertThat(sweep("--dry-run")).as(said()).isZero();
    assertThat(said())
        .contains(
            node + "  node-1  m5.large  eu-central-1a  since 20",
            stray + "  no node  m5.large",
            "launch template foray-ours")
        .doesNotContain(ofOthers, foreign, "foray-others");
    assertThat(alive()).containsExactlyInAnyOrder(node, stray, ofOthers, foreign);

    assertThat(sweep()).isEqualTo(2);
    assertThat(said()).contains("End 2 instances and delete 1 launch template", "--yes");
    assertThat(alive()).hasSize(4);

    assertThat(sweep("--yes")).as(said()).isZero();
    assertThat(said()).contains("Ended 2 instances, deleted 1 launch template.");
    assertThat(alive()).containsExactlyInAnyOrder(ofOthers, foreign);
    assertThat(client.describeLaunchTemplates().launchTemplates())
        .extracting(each -> each.launchTemplateName())
        .containsExactly("foray-others");

    assertThat(sweep("--yes")).isZero();
    assertThat(said()).contains("Nothing is left of the cluster " + authority.cluster());
  }

  @Test
  void theNodesOfAMasterThatLivesStayUnlessAllAreToEnd() throws Exception {
    String node = launched(OURS, authority.cluster(), "launch-1");
    String underWay = launched(OURS, authority.cluster(), "launch-2");
    String stray = launched(OURS, authority.cluster(), "launch-3");
    template("foray-under-way", OURS, authority.cluster());
    ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor();
    try (Ledger ledger = ledger()) {
      enter(ledger, "node-1", "launch-1", node);
      ledger.nodes().add(List.of(requested("node-2", "launch-2")));
      Future<?> renewing =
          renewal.scheduleAtFixedRate(ledger::renew, 0, 100, TimeUnit.MILLISECONDS);

      assertThat(sweep("--yes")).as(said()).isZero();
      assertThat(said()).contains("A Master lives, and 2 instances of its nodes stay.");
      assertThat(alive()).containsExactlyInAnyOrder(node, underWay);
      assertThat(aws.instance(stray).state()).isEqualTo(InstanceState.TERMINATED);
      assertThat(client.describeLaunchTemplates().launchTemplates()).hasSize(1);

      assertThat(sweep("--yes", "--all")).as(said()).isZero();
      assertThat(alive()).isEmpty();
      assertThat(renewing.isDone()).isFalse();
    } finally {
      renewal.shutdownNow();
    }
  }

  @Test
  void whereTheLedgerCantBeReadNothingEndsUnlessAllIsSaid() throws Exception {
    String node = launched(OURS, authority.cluster(), "launch-1");
    settings("jdbc:postgresql://127.0.0.1:1/none");

    assertThat(sweep("--yes")).isEqualTo(5);
    assertThat(said()).contains("nobody knows here whether a Master lives", "--all");
    assertThat(alive()).containsExactly(node);
    assertThat(sweep("--dry-run")).isZero();
    assertThat(said()).contains(node, "nobody knows");

    assertThat(sweep("--yes", "--all")).as(said()).isZero();
    assertThat(alive()).isEmpty();
  }

  @Test
  void whereNoClusterIsKnownNothingIsAsked() throws Exception {
    Files.delete(directory.resolve("ca/ca.pem"));

    assertThat(sweep("--yes", "--all")).isEqualTo(2);
    assertThat(said()).contains("no certificate authority is in", "master restore");
    assertThat(directory.resolve("ca/ca.pem")).doesNotExist();
  }

  private int sweep(String... arguments) {
    said.reset();
    PrintStream screen = new PrintStream(said, true, StandardCharsets.UTF_8);
    return SweepMain.run(
        Map.of("FORAY_HOME", directory.toString()),
        new SweepScreen(screen, screen, false),
        arguments);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  private Ledger ledger() throws Exception {
    return Ledger.open(address, IfHeld.TAKE_OVER, LEASE, authority.fingerprint());
  }

  private static void enter(Ledger ledger, String node, String launch, String instance) {
    ledger.nodes().add(List.of(requested(node, launch)));
    ledger
        .nodes()
        .seat(node, new Hardware(instance, "m5.large", "zone", Hardware.Market.ON_DEMAND), null);
  }

  private static Node requested(String node, String launch) {
    return new Node(node, "ec2", launch, NodeState.REQUESTED, null, Instant.now(), null, null);
  }

  private List<String> alive() {
    return aws.instances().stream()
        .filter(one -> one.state() != InstanceState.TERMINATED)
        .map(InstanceView::id)
        .toList();
  }

  private String launched(String key, String value, String launch) {
    return client
        .runInstances(
            request ->
                request
                    .imageId(FakeEc2Builder.IMAGE_X86_64)
                    .instanceType("m5.large")
                    .subnetId("subnet-0f0f0f0f0f0f0f00a")
                    .minCount(1)
                    .maxCount(1)
                    .tagSpecifications(
                        tagged(
                            ResourceType.INSTANCE, tag(key, value), tag("foray:launch", launch))))
        .instances()
        .get(0)
        .instanceId();
  }

  private void template(String name, String key, String value) {
    client.createLaunchTemplate(
        request ->
            request
                .launchTemplateName(name)
                .launchTemplateData(data -> data.imageId(FakeEc2Builder.IMAGE_X86_64))
                .tagSpecifications(tagged(ResourceType.LAUNCH_TEMPLATE, tag(key, value))));
  }

  private static TagSpecification tagged(ResourceType type, Tag... tags) {
    return TagSpecification.builder().resourceType(type).tags(tags).build();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private void settings(String url) throws Exception {
    Files.writeString(
        directory.resolve("foray.properties"),
        """
        fleet=ec2
        lease-millis=%d
        database-url=%s
        database-user=postgres
        database-password-file=%s
        ec2-region=%s
        ec2-endpoint=%s
        ec2-subnets=subnet-0f0f0f0f0f0f0f00a
        """
            .formatted(
                LEASE.toMillis(),
                url,
                directory.resolve("password"),
                aws.region(),
                aws.endpoint()));
  }
}
