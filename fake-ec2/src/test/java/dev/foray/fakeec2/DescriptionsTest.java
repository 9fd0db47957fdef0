package dev.foray.fakeec2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ArchitectureType;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.LocationType;

class DescriptionsTest {
  private final FakeEc2 fake = FakeEc2.builder().start();
  private final Ec2Client ec2 = Clients.of(fake);

  @AfterEach
  void close() {
    ec2.close();
    fake.close();
  }

  @Test
  void aThousandInstancesAreDescribedInPages() {
    ec2.runInstances(Clients.one().toBuilder().minCount(200).maxCount(200).build());
    assertThat(
            ec2.describeInstancesPaginator(r -> r.maxResults(90)).reservations().stream()
                .mapToInt(reservation -> reservation.instances().size()))
        .containsExactly(90, 90, 20);
    assertThat(fake.requests().of("DescribeInstances")).hasSize(3);
  }

  @Test
  void everythingThatIsThereIsDescribed() {
    String id = Clients.launch(ec2);
    ec2.createTags(r -> r.resources(id).tags(Clients.tag("k", "v")));

    assertThat(ec2.describeInstanceStatus(r -> r.instanceIds(id)).instanceStatuses())
        .extracting(status -> status.systemStatus().statusAsString())
        .containsExactly("ok");
    assertThat(ec2.describeTags(r -> r.filters(Clients.filter("key", "k"))).tags())
        .extracting(tag -> tag.resourceId())
        .containsExactly(id);
    assertThat(ec2.describeImages(r -> r.imageIds(FakeEc2Builder.IMAGE_ARM64)).images())
        .extracting(image -> image.architecture().toString())
        .containsExactly("arm64");
    assertThat(ec2.describeSubnets().subnets())
        .extracting(subnet -> subnet.availableIpAddressCount())
        .containsExactly(250, 251, 251);
    assertThat(
            ec2.describeSecurityGroups(r -> r.groupIds(FakeEc2Builder.SECURITY_GROUP))
                .securityGroups())
        .extracting(group -> group.vpcId())
        .containsExactly(FakeEc2Builder.VPC);
    assertThat(
            ec2.describeInstanceTypes(r -> r.instanceTypes(InstanceType.M7_G_LARGE))
                .instanceTypes())
        .allSatisfy(
            type -> {
              assertThat(type.vCpuInfo().defaultVCpus()).isEqualTo(2);
              assertThat(type.memoryInfo().sizeInMiB()).isEqualTo(8192);
              assertThat(type.processorInfo().supportedArchitectures())
                  .containsExactly(ArchitectureType.ARM64);
            })
        .hasSize(1);
    assertThat(
            ec2.describeInstanceTypeOfferings(
                    r ->
                        r.locationType(LocationType.AVAILABILITY_ZONE)
                            .filters(Clients.filter("instance-type", "t3.*")))
                .instanceTypeOfferings())
        .hasSize(3);
    assertThat(
            ec2.describeSpotPriceHistory(r -> r.instanceTypes(InstanceType.M5_LARGE))
                .spotPriceHistory())
        .extracting(price -> price.spotPrice())
        .containsOnly("0.0345");
    assertThat(ec2.describeAvailabilityZones().availabilityZones()).hasSize(3);
    assertThat(ec2.getConsoleOutput(r -> r.instanceId(id)).output()).isEmpty();
  }
}
