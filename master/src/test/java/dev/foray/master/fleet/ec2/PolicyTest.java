package dev.foray.master.fleet.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.fakeec2.FakeEc2;
import dev.foray.fakeec2.FakeEc2Builder;
import dev.foray.master.fleet.ec2.Permission.Use;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** What the policy of the Master allows is what the Master does, no more and no less. */
class PolicyTest {
  private static final Pattern ACTIONS = Pattern.compile("\"Action\": \\[[^]]*]");
  private static final Pattern ACTION = Pattern.compile("\"((?:ec2|ssm|iam):[A-Za-z]+)\"");
  private static final StaticCredentialsProvider KEY =
      StaticCredentialsProvider.create(
          AwsBasicCredentials.create(FakeEc2Builder.KEY_ID, FakeEc2Builder.SECRET));
  private static final String PARAMETER = "/aws/service/an-image";

  @Test
  void theMastersPolicyIsWhatItDoes() throws Exception {
    try (FakeEc2 aws =
            FakeEc2.builder()
                .role("foray-node")
                .world(world -> world.store(PARAMETER, FakeEc2Builder.IMAGE_X86_64))
                .start();
        Ec2Client client = client(aws)) {
      SdkCloud cloud = new SdkCloud(client, settings(aws), "c1", InstantSource.system());
      Instance launched =
          cloud.launch(new InstanceOrder("launch-1", 1, "#!/bin/sh")).instances().get(0);
      assertThat(cloud.instances()).hasSize(1);
      assertThat(cloud.spotPrices()).isNotEmpty();
      cloud.console(launched.id());
      cloud.terminate(List.of(launched.id()));
      assertThat(cloud.templates()).isEmpty();

      assertThat(aws.requests().permissions())
          .containsExactlyInAnyOrderElementsOf(actions(each -> each.use() != Use.DOCTOR));

      SdkAccount account = new SdkAccount(client, KEY, settings(aws), "c1");
      account.subnets();
      account.securityGroups();
      account.types();
      account.zonesByType();
      new SdkAccount(client, KEY, byId(settings(aws)), "c1").image();
      assertThat(aws.requests().permissions())
          .containsExactlyInAnyOrderElementsOf(actions(each -> true));
    }
  }

  /** What the doctor tries is this list, too. */
  @Test
  void thePolicyListsThePermissionsThatAreTriedEachForWhoNeedsIt() throws Exception {
    assertThat(actionsIn(policy())).containsExactlyInAnyOrderElementsOf(actions(each -> true));
    assertThat(actionsIn(statement("LookBeforeAnythingIsStarted")))
        .containsExactlyInAnyOrderElementsOf(actions(each -> each.use() == Use.DOCTOR));
    assertThat(actionsIn(statement("SeeWhatASweepDeletes")))
        .containsExactlyInAnyOrderElementsOf(actions(each -> each.use() == Use.SWEEP));
    assertThat(actionsIn(statement("EndAndReadWhatIsOurs")))
        .containsExactlyInAnyOrderElementsOf(actions(each -> each.use() == Use.MASTER_ON_ITS_OWN));
  }

  private static Set<String> actions(Predicate<Permission> which) {
    return Arrays.stream(Permission.values())
        .filter(which)
        .map(Permission::action)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> actionsIn(String text) {
    return ACTIONS
        .matcher(text)
        .results()
        .flatMap(list -> ACTION.matcher(list.group()).results())
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String policy() throws Exception {
    return Files.readString(Path.of("..", "deploy", "ec2", "master-policy.json"));
  }

  /** From its name on, to the next one's. */
  private static String statement(String sid) throws Exception {
    String from = policy().substring(policy().indexOf('"' + sid + '"'));
    int next = from.indexOf("\"Sid\"");
    return next < 0 ? from : from.substring(0, next);
  }

  private static Ec2Settings byId(Ec2Settings settings) {
    return new Ec2Settings(
        settings.region(),
        settings.endpoint(),
        FakeEc2Builder.IMAGE_X86_64,
        settings.types(),
        settings.subnets(),
        settings.securityGroups(),
        settings.profile(),
        settings.capacity(),
        settings.publicAddress(),
        settings.volumeGigabytes());
  }

  private static Ec2Settings settings(FakeEc2 aws) {
    return new Ec2Settings(
        aws.region(),
        Optional.of(aws.endpoint()),
        "resolve:ssm:" + PARAMETER,
        List.of("m5.large"),
        List.of("subnet-0f0f0f0f0f0f0f00a"),
        List.of(FakeEc2Builder.SECURITY_GROUP),
        Optional.of("foray-node"),
        Ec2Settings.Capacity.SPOT,
        false,
        20);
  }

  private static Ec2Client client(FakeEc2 aws) {
    return Ec2Client.builder()
        .endpointOverride(aws.endpoint())
        .region(Region.of(aws.region()))
        .credentialsProvider(KEY)
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}
