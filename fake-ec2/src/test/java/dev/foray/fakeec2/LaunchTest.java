package dev.foray.fakeec2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

class LaunchTest {
  private final FakeEc2 fake = FakeEc2.builder().start();
  private final Ec2Client ec2 = Clients.of(fake);

  @AfterEach
  void close() {
    ec2.close();
    fake.close();
  }

  @Test
  void whatIsLaunchedIsDescribedTaggedAndTerminated() {
    Instance launched =
        ec2.runInstances(
                r ->
                    r.imageId(FakeEc2Builder.IMAGE_X86_64)
                        .instanceType(InstanceType.M5_LARGE)
                        .minCount(1)
                        .maxCount(1)
                        .tagSpecifications(
                            TagSpecification.builder()
                                .resourceType(ResourceType.INSTANCE)
                                .tags(Tag.builder().key("purpose").value("a <b> & c").build())
                                .build()))
            .instances()
            .get(0);
    ec2.createTags(
        r -> r.resources(launched.instanceId()).tags(Tag.builder().key("more").value("1").build()));

    Instance described =
        ec2.describeInstances(
                r -> r.filters(Filter.builder().name("tag:purpose").values("a <b*").build()))
            .reservations()
            .get(0)
            .instances()
            .get(0);

    assertThat(described.instanceId()).isEqualTo(launched.instanceId());
    assertThat(described.state().name()).isEqualTo(InstanceStateName.RUNNING);
    assertThat(described.tags()).extracting(Tag::key).containsExactly("more", "purpose");
    ec2.terminateInstances(r -> r.instanceIds(launched.instanceId()));
    assertThat(fake.instance(launched.instanceId()).reason())
        .contains("Client.UserInitiatedShutdown");
    assertThat(fake.requests().permissions())
        .containsExactly(
            "ec2:CreateTags",
            "ec2:DescribeInstances",
            "ec2:RunInstances",
            "ec2:TerminateInstances");
  }
}
