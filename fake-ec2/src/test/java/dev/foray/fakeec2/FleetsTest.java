package dev.foray.fakeec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.fakeec2.cloud.Market;
import dev.foray.fakeec2.cloud.Pool;
import dev.foray.fakeec2.cloud.Timing;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateFleetInstance;
import software.amazon.awssdk.services.ec2.model.CreateFleetRequest;
import software.amazon.awssdk.services.ec2.model.CreateFleetResponse;
import software.amazon.awssdk.services.ec2.model.DefaultTargetCapacityType;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateConfigRequest;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateOverridesRequest;
import software.amazon.awssdk.services.ec2.model.FleetType;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SpotAllocationStrategy;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

class FleetsTest {
  private static final String LATEST =
      "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";

  private final ManualClock clock = new ManualClock();
  private final FakeEc2 fake = FakeEc2.builder().clock(clock).start();
  private final Ec2Client ec2 = Clients.of(fake);

  @AfterEach
  void close() {
    ec2.close();
    fake.close();
  }

  @Test
  void spotComesFromTheCheapestPoolWithRoomAndTheRestFromOthers() {
    fake.world(
        world -> {
          for (String zone : world.zones()) {
            world.room(new Pool("m5.large", zone), 0);
            world.spotPrice(new Pool("m6i.large", zone), new BigDecimal("0.05"));
          }
          world.spotPrice(new Pool("m6i.large", "eu-central-1b"), new BigDecimal("0.03"));
          world.room(new Pool("m6i.large", "eu-central-1b"), 2);
        });
    CreateFleetResponse answer = ec2.createFleet(fleet(template(), 3, 1));

    assertThat(answer.instances())
        .extracting(part -> part.lifecycleAsString() + " " + part.instanceTypeAsString())
        .containsExactly("on-demand m6i.large", "spot m6i.large", "spot c6i.xlarge");
    assertThat(answer.errors())
        .extracting(error -> error.errorCode())
        .contains("InsufficientInstanceCapacity");
    assertThat(fake.instances()).filteredOn(i -> i.market() == Market.SPOT).hasSize(2);
    assertThat(fake.instances())
        .allSatisfy(i -> assertThat(i.tags()).containsKey("aws:ec2:fleet-id"))
        .allSatisfy(i -> assertThat(i.tags()).containsEntry("of", "template"))
        .allSatisfy(i -> assertThat(i.tags()).containsEntry("also", "fleet"))
        .allSatisfy(i -> assertThat(i.userData().text()).isEqualTo("#!/bin/sh\n"));
    assertThat(fake.requests().permissions())
        .containsExactly(
            "ec2:CreateFleet",
            "ec2:CreateLaunchTemplate",
            "ec2:CreateTags",
            "ec2:RunInstances",
            "ssm:GetParameters");
  }

  @Test
  void aRepeatedFleetIsTheSameFleet() {
    CreateFleetRequest request = fleet(template(), 3, 0);
    List<String> first = ids(ec2.createFleet(request));
    assertThat(ids(ec2.createFleet(request))).isEqualTo(first).hasSize(3);
    assertThat(
            Clients.refusal(
                () ->
                    ec2.createFleet(
                        request.toBuilder()
                            .targetCapacitySpecification(t -> t.totalTargetCapacity(4))
                            .build())))
        .isEqualTo("IdempotentParameterMismatch");
    assertThat(fake.instances()).hasSize(3);
  }

  @Test
  void versionsAreAddedDescribedAndDeletedButForTheFirst() {
    String id = template();
    ec2.createLaunchTemplateVersion(
        r ->
            r.launchTemplateId(id)
                .sourceVersion("1")
                .launchTemplateData(d -> d.instanceType(InstanceType.C6_I_XLARGE)));
    assertThat(
            ec2.describeLaunchTemplateVersions(r -> r.launchTemplateId(id))
                .launchTemplateVersions())
        .extracting(LaunchTemplateVersion::versionNumber)
        .containsExactly(2L, 1L);
    assertThat(
            ec2.deleteLaunchTemplateVersions(r -> r.launchTemplateId(id).versions("1", "2"))
                .successfullyDeletedLaunchTemplateVersions())
        .extracting(deleted -> deleted.versionNumber())
        .containsExactly(2L);
    assertThat(ec2.describeLaunchTemplates().launchTemplates())
        .extracting(template -> template.latestVersionNumber())
        .containsExactly(1L);
    ec2.deleteLaunchTemplate(r -> r.launchTemplateId(id));
    assertThat(Clients.refusal(() -> ec2.describeLaunchTemplates(r -> r.launchTemplateIds(id))))
        .isEqualTo("InvalidLaunchTemplateId.NotFound");
  }

  @Test
  void aNewTemplateCanNotBeUsedAtOnce() {
    fake.timing(Timing.AT_ONCE.withTemplatesSeen(Duration.ofSeconds(1)));
    String id = template();
    assertThat(Clients.refusal(() -> ec2.createFleet(fleet(id, 1, 0))))
        .isEqualTo("InvalidLaunchTemplateId.NotFound");
    clock.pass(Duration.ofSeconds(1));
    assertThat(ids(ec2.createFleet(fleet(id, 1, 0)))).hasSize(1);
  }

  private String template() {
    return ec2.createLaunchTemplate(
            r ->
                r.launchTemplateName("nodes")
                    .launchTemplateData(
                        d ->
                            d.imageId(LATEST)
                                .userData("IyEvYmluL3NoCg==")
                                .securityGroupIds(FakeEc2Builder.SECURITY_GROUP)
                                .tagSpecifications(
                                    LaunchTemplateTagSpecificationRequest.builder()
                                        .resourceType(ResourceType.INSTANCE)
                                        .tags(Clients.tag("of", "template"))
                                        .build())))
        .launchTemplate()
        .launchTemplateId();
  }

  private CreateFleetRequest fleet(String template, int total, int onDemand) {
    List<FleetLaunchTemplateOverridesRequest> overrides = new ArrayList<>();
    for (InstanceType type :
        List.of(InstanceType.C6_I_XLARGE, InstanceType.M5_LARGE, InstanceType.M6_I_LARGE)) {
      overrides.add(
          FleetLaunchTemplateOverridesRequest.builder()
              .instanceType(type)
              .subnetId("subnet-0f0f0f0f0f0f0f00b")
              .build());
    }
    return CreateFleetRequest.builder()
        .type(FleetType.INSTANT)
        .clientToken("fleet-1")
        .launchTemplateConfigs(
            FleetLaunchTemplateConfigRequest.builder()
                .launchTemplateSpecification(s -> s.launchTemplateId(template).version("1"))
                .overrides(overrides)
                .build())
        .targetCapacitySpecification(
            t ->
                t.totalTargetCapacity(total)
                    .onDemandTargetCapacity(onDemand)
                    .defaultTargetCapacityType(DefaultTargetCapacityType.SPOT))
        .spotOptions(s -> s.allocationStrategy(SpotAllocationStrategy.PRICE_CAPACITY_OPTIMIZED))
        .tagSpecifications(
            TagSpecification.builder()
                .resourceType(ResourceType.INSTANCE)
                .tags(Clients.tag("also", "fleet"))
                .build())
        .build();
  }

  private static List<String> ids(CreateFleetResponse answer) {
    return answer.instances().stream()
        .map(CreateFleetInstance::instanceIds)
        .flatMap(List::stream)
        .toList();
  }
}
