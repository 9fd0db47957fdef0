package dev.foray.master.fleet.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.fakeec2.FakeEc2;
import dev.foray.fakeec2.FakeEc2Builder;
import dev.foray.fakeec2.InstanceView;
import dev.foray.fakeec2.cloud.InstanceState;
import dev.foray.fakeec2.cloud.Market;
import dev.foray.fakeec2.cloud.Subnet;
import dev.foray.fakeec2.query.AccessKey;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** What EC2 may answer, and what is made of it. */
class SdkCloudTest {
  private final FakeEc2 aws = FakeEc2.builder().start();
  private final Ec2Client client = AtFakeEc2.client(aws);
  private final SdkCloud cloud =
      new SdkCloud(client, AtFakeEc2.settings(aws), "c1", InstantSource.system());

  @AfterEach
  void close() {
    client.close();
    aws.close();
  }

  @Test
  void fieldsAndStatesThatNobodyKnowsAreSurvivedAndWhatIsNotOverIsAlive() throws Exception {
    aws.faults().unknownFields(true);
    String launched = launch(1).get(0).id();
    aws.writeState(launched, "levitating");

    assertThat(cloud.instances())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.id()).isEqualTo(launched);
              assertThat(one.state()).isEqualTo(Instance.State.ALIVE);
            });
    cloud.terminate(List.of(launched));
    assertThat(aws.instance(launched).state()).isEqualTo(InstanceState.TERMINATED);
  }

  @Test
  void whereTheCredentialsEndNothingIsSaidOfInstancesAndASentenceSaysWhatToDo() throws Exception {
    String launched = launch(1).get(0).id();
    aws.expireKey(FakeEc2Builder.KEY_ID);

    assertThatThrownBy(cloud::instances)
        .isInstanceOf(CloudSilent.class)
        .hasMessageContaining("credentials have ended");
    assertThatThrownBy(() -> launch(1))
        .isInstanceOf(CloudRefused.class)
        .hasMessageContaining("credentials have ended");
    assertThatThrownBy(() -> cloud.terminate(List.of(launched))).isInstanceOf(CloudSilent.class);
    assertThat(aws.instance(launched).state()).isEqualTo(InstanceState.RUNNING);
  }

  @Test
  void permissionThatIsMissingIsNamed() {
    try (FakeEc2 strict =
            FakeEc2.builder()
                .accessKey(AccessKey.of("AKIAFAKEEC2EXAMPLE02", "secret", "ec2:Describe*"))
                .start();
        Ec2Client weak = AtFakeEc2.client(strict, "AKIAFAKEEC2EXAMPLE02", "secret")) {
      SdkCloud poor = new SdkCloud(weak, AtFakeEc2.settings(strict), "c1", InstantSource.system());

      assertThatThrownBy(() -> poor.launch(new InstanceOrder("launch-1", 1, "#!/bin/sh")))
          .isInstanceOf(CloudRefused.class)
          .hasMessageContaining("lacks the permission")
          .hasMessageContaining("ec2:CreateLaunchTemplate");
      assertThat(strict.instances()).isEmpty();
    }
  }

  @Test
  void moreThanAThousandAreListedPageByPage() throws Exception {
    Subnet wide =
        new Subnet("subnet-0f0f0f0f0f0f0f0ff", "eu-central-1a", FakeEc2Builder.VPC, 4_091);
    aws.world(world -> world.add(wide));
    aws.world(world -> world.vcpuQuota(Market.SPOT, 10_000));
    SdkCloud many =
        new SdkCloud(client, AtFakeEc2.settings(aws, wide.id()), "c1", InstantSource.system());
    many.launch(new InstanceOrder("launch-1", 1_000, "#!/bin/sh"));
    many.launch(new InstanceOrder("launch-2", 200, "#!/bin/sh"));

    List<String> listed = many.instances().stream().map(Instance::id).toList();

    assertThat(listed)
        .hasSize(1_200)
        .containsExactlyInAnyOrderElementsOf(
            aws.instances().stream().map(InstanceView::id).toList());
    assertThat(aws.requests().of("DescribeInstances")).hasSize(2);
  }

  private List<Instance> launch(int count) throws CloudRefused, CloudSilent {
    return cloud.launch(new InstanceOrder("launch-1", count, "#!/bin/sh")).instances();
  }
}
