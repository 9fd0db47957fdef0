package dev.foray.master.fleet.ec2;

import dev.foray.master.ledger.Hardware.Market;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateFleetRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DefaultTargetCapacityType;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateConfigRequest;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateOverridesRequest;
import software.amazon.awssdk.services.ec2.model.FleetOnDemandAllocationStrategy;
import software.amazon.awssdk.services.ec2.model.FleetType;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceMetadataTagsState;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.ShutdownBehavior;
import software.amazon.awssdk.services.ec2.model.SpotAllocationStrategy;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.VolumeType;

/**
 * A launch template for each order, made before it and deleted after it: by it alone can one order
 * name several types and subnets. Thread-safe.
 */
final class Templates {
  /** The tag by which an instance is known to be this cluster's; no other is ever touched. */
  static final String CLUSTER = "foray:cluster";

  static final String LAUNCH = "foray:launch";

  private final Ec2Client ec2;
  private final Ec2Settings settings;
  private final String cluster;

  Templates(Ec2Client ec2, Ec2Settings settings, String cluster) {
    this.ec2 = ec2;
    this.settings = settings;
    this.cluster = cluster;
  }

  /**
   * @return its name
   */
  String make(InstanceOrder order) throws CloudRefused {
    String name = name(order.launch());
    try {
      ec2.createLaunchTemplate(request(order));
      return name;
    } catch (SdkException e) {
      delete(name); // It may have been made, though nobody said so.
      throw new CloudRefused("EC2 makes no launch template: " + Wording.of(e), e);
    }
  }

  String name(String launch) {
    return "foray-" + cluster + "-" + launch;
  }

  CreateLaunchTemplateRequest request(InstanceOrder order) {
    return CreateLaunchTemplateRequest.builder()
        .launchTemplateName(name(order.launch()))
        .clientToken(order.launch())
        .launchTemplateData(data(order))
        .tagSpecifications(specification(ResourceType.LAUNCH_TEMPLATE, order))
        .build();
  }

  private RequestLaunchTemplateData data(InstanceOrder order) {
    String script =
        Base64.getEncoder().encodeToString(order.userData().getBytes(StandardCharsets.UTF_8));
    RequestLaunchTemplateData.Builder data =
        RequestLaunchTemplateData.builder()
            .imageId(settings.image())
            .userData(script)
            .instanceInitiatedShutdownBehavior(ShutdownBehavior.TERMINATE)
            .metadataOptions(
                each ->
                    each.httpTokens(HttpTokensState.REQUIRED.toString())
                        .httpPutResponseHopLimit(1)
                        .instanceMetadataTags(LaunchTemplateInstanceMetadataTagsState.DISABLED))
            .blockDeviceMappings(volume())
            .networkInterfaces(network())
            .tagSpecifications(
                tagged(ResourceType.INSTANCE, order), tagged(ResourceType.VOLUME, order));
    settings.profile().ifPresent(name -> data.iamInstanceProfile(each -> each.name(name)));
    return data.build();
  }

  private LaunchTemplateInstanceNetworkInterfaceSpecificationRequest network() {
    return LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.builder()
        .deviceIndex(0)
        .associatePublicIpAddress(settings.publicAddress())
        .groups(settings.securityGroups())
        .build();
  }

  private LaunchTemplateBlockDeviceMappingRequest volume() {
    return LaunchTemplateBlockDeviceMappingRequest.builder()
        .deviceName("/dev/xvda")
        .ebs(
            each ->
                each.volumeSize(settings.volumeGigabytes())
                    .volumeType(VolumeType.GP3)
                    .encrypted(true)
                    .deleteOnTermination(true))
        .build();
  }

  private LaunchTemplateTagSpecificationRequest tagged(ResourceType type, InstanceOrder order) {
    return LaunchTemplateTagSpecificationRequest.builder()
        .resourceType(type)
        .tags(tags(order))
        .build();
  }

  private List<Tag> tags(InstanceOrder order) {
    return List.of(
        tag("Name", "foray-" + cluster), tag(CLUSTER, cluster), tag(LAUNCH, order.launch()));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  /** The call for so many instances by that template: any type, in any subnet. */
  CreateFleetRequest fleet(
      InstanceOrder order, String template, Market market, int count, String token) {
    boolean isSpot = market == Market.SPOT;
    CreateFleetRequest.Builder request =
        CreateFleetRequest.builder()
            .type(FleetType.INSTANT)
            .clientToken(token)
            .launchTemplateConfigs(config(template))
            .targetCapacitySpecification(
                each ->
                    each.totalTargetCapacity(count)
                        .defaultTargetCapacityType(
                            isSpot
                                ? DefaultTargetCapacityType.SPOT
                                : DefaultTargetCapacityType.ON_DEMAND))
            .tagSpecifications(specification(ResourceType.FLEET, order));
    return isSpot
        ? request
            .spotOptions(
                each -> each.allocationStrategy(SpotAllocationStrategy.PRICE_CAPACITY_OPTIMIZED))
            .build()
        : request
            .onDemandOptions(
                each -> each.allocationStrategy(FleetOnDemandAllocationStrategy.LOWEST_PRICE))
            .build();
  }

  private FleetLaunchTemplateConfigRequest config(String template) {
    return FleetLaunchTemplateConfigRequest.builder()
        .launchTemplateSpecification(named -> named.launchTemplateName(template).version("1"))
        .overrides(overrides())
        .build();
  }

  TagSpecification specification(ResourceType type, InstanceOrder order) {
    return TagSpecification.builder().resourceType(type).tags(tags(order)).build();
  }

  private List<FleetLaunchTemplateOverridesRequest> overrides() {
    List<FleetLaunchTemplateOverridesRequest> all = new ArrayList<>();
    for (String type : settings.types()) {
      for (String subnet : settings.subnets()) {
        all.add(
            FleetLaunchTemplateOverridesRequest.builder()
                .instanceType(type)
                .subnetId(subnet)
                .build());
      }
    }
    return all;
  }

  /** One that can't be deleted now costs nothing. */
  void delete(String name) {
    try {
      remove(name);
    } catch (SdkException e) {
      Ec2Log.templateLeft(name, Wording.of(e));
    }
  }

  /** One that is not there is as good as deleted. */
  void remove(String name) {
    try {
      ec2.deleteLaunchTemplate(request -> request.launchTemplateName(name));
    } catch (SdkException e) {
      if (!Wording.isUnknownTemplate(e)) {
        throw e;
      }
    }
  }

  /** The names of those that are there. */
  List<String> left() {
    return ec2
        .describeLaunchTemplatesPaginator(request -> request.filters(ofCluster(cluster)))
        .launchTemplates()
        .stream()
        .map(LaunchTemplate::launchTemplateName)
        .sorted()
        .toList();
  }

  /** By which nothing is listed that is not this cluster's. */
  static Filter ofCluster(String cluster) {
    return Filter.builder().name("tag:" + CLUSTER).values(cluster).build();
  }
}
