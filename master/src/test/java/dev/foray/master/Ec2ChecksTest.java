package dev.foray.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.fakeec2.FakeEc2;
import dev.foray.fakeec2.FakeEc2Builder;
import dev.foray.fakeec2.cloud.Pool;
import dev.foray.fakeec2.cloud.SecurityGroup;
import dev.foray.fakeec2.cloud.SecurityRule;
import dev.foray.fakeec2.front.Fault;
import dev.foray.fakeec2.query.AccessKey;
import dev.foray.master.doctor.Finding;
import dev.foray.master.doctor.Finding.State;
import dev.foray.master.enrol.CertificateAuthority;
import dev.foray.master.fleet.ec2.Ec2Settings;
import dev.foray.master.fleet.ec2.Permission;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.settings.LayeredSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What is wrong with an account is said before anything is started, by a fake EC2. */
class Ec2ChecksTest {
  private static final String SUBNET = "subnet-0f0f0f0f0f0f0f00a";
  private static final String CLOSED = "sg-0000000000000c105";
  private static final String ELSEWHERE = "sg-00000000000000e15";
  private static final String SMALL = "sg-00000000000000511";

  private final Map<String, String> settings = new HashMap<>();
  private @Nullable FakeEc2 aws;

  @TempDir private Path directory;

  @BeforeEach
  void describe() {
    System.setProperty("aws.accessKeyId", FakeEc2Builder.KEY_ID);
    System.setProperty("aws.secretAccessKey", FakeEc2Builder.SECRET);
    System.setProperty("aws.disableEc2Metadata", "true");
    settings.put("bind", "0.0.0.0");
    settings.put("advertise", "10.0.0.5");
    settings.put("ec2-region", "eu-central-1");
    settings.put("ec2-subnets", SUBNET);
    settings.put("ec2-security-groups", FakeEc2Builder.SECURITY_GROUP);
    settings.put("ec2-image", FakeEc2Builder.IMAGE_X86_64);
    settings.put("ec2-types", "m5.large,m5.xlarge");
  }

  @AfterEach
  void close() {
    List.of("aws.accessKeyId", "aws.secretAccessKey", "aws.disableEc2Metadata")
        .forEach(System::clearProperty);
    if (aws != null) {
      aws.close();
    }
  }

  @Test
  void whatIsRightIsNotRefusedAndTheDoctorFindsNoFault() throws Exception {
    FakeEc2 fake = start("*");

    assertThatCode(() -> checks().refuseFaults()).doesNotThrowAnyException();
    assertThat(look()).noneMatch(finding -> finding.state() == State.FAULT);
    assertThat(checks().first().look().found())
        .isEqualTo("EC2 in eu-central-1 knows the key " + FakeEc2Builder.KEY_ID);
    assertThat(found("subnets")).endsWith("of the account 123456789012");
    assertThat(found("quotas")).contains("4 nodes have 16 vCPUs at most", "L-34B43A08");
    assertThat(fake.instances()).isEmpty();
    assertThat(fake.requests().permissions()).contains("ec2:RunInstances");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ec2-image           | ami-0000000000000dead                   | the image is not in this region: mend ec2-image
          ec2-image           | ami-0f0f0f0f0f0f0f064                   | for arm64, which m5.large, m5.xlarge can't run
          ec2-image           | resolve:ssm:/aws/service/an-image-arm64 | for arm64, which m5.large, m5.xlarge can't run
          ec2-types           | m5.lrge                                 | m5.lrge does not exist here: name others with ec2-types
          ec2-types           | m5.large,m5.lrge                        | m5.lrge does not exist here
          ec2-types           | t3.medium                               | is offered in the zones of the subnets
          ec2-subnets         | subnet-0000000000000dead                | a subnet is not there: mend ec2-subnets
          ec2-security-groups | sg-0000000000000dead                    | a security group is not there: mend ec2-security-groups
          ec2-security-groups | sg-0000000000000c105                    | lets instances out to the Master at 10.0.0.5:1099
          ec2-security-groups | sg-00000000000000e15                    | is of another network than the subnets
          ec2-region          | us-east-1                               | mend ec2-region
          """)
  void whatCantBeIsRefusedInOneSentenceBeforeAnythingIsStarted(
      String name, String text, String sentence) {
    FakeEc2 fake = start("*");
    settings.put(name, text);

    assertRefused(sentence);
    assertThat(fake.requests().all())
        .noneMatch(one -> one.status() == 200 && changes(one.action()));
  }

  private static boolean changes(String action) {
    return action.startsWith("Create") || action.startsWith("Run") || action.startsWith("Term");
  }

  @ParameterizedTest
  @EnumSource(names = {"RUN_INSTANCES", "CREATE_FLEET", "CREATE_TAGS", "CREATE_LAUNCH_TEMPLATE"})
  void aPermissionThatIsLackingIsNamed(Permission permission) {
    start(allBut(permission));

    assertRefused("lacks the permission " + permission.action() + ": give it the policy of");
  }

  @Test
  void theRightToHandOutARoleIsTriedWhereInstancesHaveOne() {
    start(allBut(Permission.PASS_ROLE));
    assertThatCode(() -> checks().refuseFaults()).doesNotThrowAnyException();

    settings.put("ec2-profile", "foray-node");
    assertRefused("lacks the permission iam:PassRole");
  }

  @Test
  void whatOnlyTheDoctorNeedsHoldsNobodyUp() throws Exception {
    start(allBut(Permission.DESCRIBE_IMAGES));

    assertThatCode(() -> checks().refuseFaults()).doesNotThrowAnyException();
    assertThat(look()).noneMatch(finding -> finding.state() == State.FAULT);
    assertThat(found("image")).contains("lacks the permission ec2:DescribeImages");
  }

  /** EC2 refuses it for what has no tag, whether the policy grants it for what has or not. */
  @Test
  void whatIsGrantedForOursAloneIsAWarningWhereNothingOfOursIsThere() throws Exception {
    start(allBut(Permission.TERMINATE_INSTANCES));

    assertThatCode(() -> checks().refuseFaults()).doesNotThrowAnyException();
    assertThat(found("ec2:TerminateInstances")).contains("nothing of this cluster is there");
  }

  @Test
  void thatNodesCantBeEndedIsAFaultOnceThereIsOne() throws Exception {
    FakeEc2 fake = start(allBut(Permission.TERMINATE_INSTANCES));
    launch(
        fake, CertificateAuthority.open(directory.resolve("ca"), InstantSource.system()).cluster());

    assertRefused("lacks the permission ec2:TerminateInstances");
    assertThat(found("ec2:GetConsoleOutput")).isEqualTo("allowed");
  }

  @Test
  void withoutCredentialsTheSentenceSaysWhereTheyMayBe() {
    start("*");
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");

    assertRefused("there are no AWS credentials here: set them in the environment");
  }

  @Test
  void credentialsThatAwsDoesNotKnowAreRefused() {
    start("*");
    System.setProperty("aws.secretAccessKey", "wrong");

    assertRefused("AWS does not know these credentials");
  }

  @Test
  void aRegionThatIsNoneIsRefused() {
    settings.put("ec2-region", "moon-west-9");

    assertRefused("no region moon-west-9 of AWS is known: mend ec2-region");
  }

  /** A Master that starts again has jobs to look after. */
  @Test
  void whereEc2DoesNotAnswerTheStartGoesOnAndTheDoctorSaysIt() throws Exception {
    FakeEc2 fake = start("*");
    for (int i = 0; i < 20; i++) {
      fake.faults().next("DescribeSubnets", Fault.refuse(503, "Unavailable", "Not now"));
    }

    assertThatCode(() -> checks().refuseFaults()).doesNotThrowAnyException();
    assertThat(look()).anyMatch(finding -> finding.state() == State.FAULT);
  }

  @Test
  void theDoctorSaysWhatIsNarrow() throws Exception {
    start("*");
    settings.put("ec2-security-groups", SMALL);
    settings.put("ec2-types", "m5.large,t3.medium");
    settings.put("max-nodes", "500");

    assertThat(found("way to the Master")).contains("to the ports 32768 to 60999 of instances");
    assertThat(found("instance types")).contains("not offered: t3.medium");
    assertThat(found("subnets")).contains("251 addresses, for 500 nodes");
  }

  private FakeEc2 start(String... allowed) {
    SecurityRule all = new SecurityRule("-1", -1, -1, List.of("0.0.0.0/0"), List.of());
    SecurityRule database = new SecurityRule("tcp", 5432, 5432, List.of("10.0.0.0/8"), List.of());
    SecurityRule ssh = new SecurityRule("tcp", 22, 22, List.of("10.0.0.0/24"), List.of());
    FakeEc2 started =
        FakeEc2.builder()
            .accessKey(AccessKey.of(FakeEc2Builder.KEY_ID, FakeEc2Builder.SECRET, allowed))
            .role("foray-node")
            .world(
                world -> {
                  String vpc = FakeEc2Builder.VPC;
                  world.notOffered(new Pool("t3.medium", "eu-central-1a"));
                  world.store("/aws/service/an-image-arm64", FakeEc2Builder.IMAGE_ARM64);
                  world.add(
                      new SecurityGroup(CLOSED, "closed", vpc, List.of(all), List.of(database)));
                  world.add(new SecurityGroup(SMALL, "small", vpc, List.of(ssh), List.of(all)));
                  world.add(new SecurityGroup(ELSEWHERE, "elsewhere", "vpc-0000000000000e15e"));
                })
            .start();
    settings.put("ec2-endpoint", started.endpoint().toString());
    aws = started;
    return started;
  }

  private static void launch(FakeEc2 fake, String cluster) {
    try (Ec2Client client =
        Ec2Client.builder()
            .endpointOverride(fake.endpoint())
            .region(Region.of(fake.region()))
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      client.runInstances(
          request ->
              request
                  .imageId(FakeEc2Builder.IMAGE_X86_64)
                  .instanceType("m5.large")
                  .subnetId(SUBNET)
                  .minCount(1)
                  .maxCount(1)
                  .tagSpecifications(
                      TagSpecification.builder()
                          .resourceType(ResourceType.INSTANCE)
                          .tags(Tag.builder().key("foray:cluster").value(cluster).build())
                          .build()));
    }
  }

  private static String[] allBut(Permission lacking) {
    return Arrays.stream(Permission.values())
        .filter(each -> each != lacking)
        .map(Permission::action)
        .toArray(String[]::new);
  }

  private Ec2Checks checks() throws Refused {
    LayeredSettings layers = LayeredSettings.of(settings, Map.of(), directory);
    return new Ec2Checks(
        Ec2Settings.read(layers),
        Listening.read(layers),
        MasterSettings.maxNodes(layers, true),
        directory);
  }

  private List<Finding> look() throws Refused {
    List<Finding> findings = new ArrayList<>(List.of(checks().first().look()));
    checks().others().forEach(check -> findings.add(check.look()));
    return findings;
  }

  private String found(String subject) throws Refused {
    return checks().others().stream()
        .filter(check -> check.subject().equals(subject))
        .map(check -> check.look().sentence())
        .collect(Collectors.joining());
  }

  private void assertRefused(String sentence) {
    assertThatThrownBy(() -> checks().refuseFaults())
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_USE))
        .hasMessageContaining(sentence)
        .hasMessageNotContaining("Encoded authorization")
        .hasMessageNotContaining("\n");
  }
}
