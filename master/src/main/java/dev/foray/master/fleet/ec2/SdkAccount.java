package dev.foray.master.fleet.ec2;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.LocationType;

/** An account by Amazon's SDK, with short limits: somebody waits for it. Thread-safe. */
public final class SdkAccount implements Account {
  private static final String BY_PARAMETER = "resolve:";

  private final Ec2Client ec2;
  private final AwsCredentialsProvider keys;
  private final Ec2Settings settings;
  private final DryRuns dryRuns;

  SdkAccount(Ec2Client ec2, AwsCredentialsProvider keys, Ec2Settings settings, String cluster) {
    this.ec2 = ec2;
    this.keys = keys;
    this.settings = settings;
    this.dryRuns = new DryRuns(ec2, settings, cluster);
  }

  /**
   * @param cluster by whose tag its own instances are known
   */
  public static SdkAccount open(Ec2Settings settings, String cluster) {
    return new SdkAccount(
        Clients.brisk(settings), DefaultCredentialsProvider.builder().build(), settings, cluster);
  }

  @Override
  public Key key() throws CloudRefused {
    refuseUnknownRegion();
    try {
      return new Key(keys.resolveCredentials().accessKeyId());
    } catch (SdkException e) {
      throw new CloudRefused(Wording.of(e), e);
    }
  }

  /** One that is newer than the SDK has a host all the same. */
  private void refuseUnknownRegion() throws CloudRefused {
    String region = settings.region();
    if (settings.endpoint().isPresent() || Region.regions().contains(Region.of(region))) {
      return;
    }
    try {
      InetAddress.getByName("ec2." + region + ".amazonaws.com");
    } catch (UnknownHostException e) {
      throw new CloudRefused("no region " + region + " of AWS is known: mend ec2-region", e);
    }
  }

  @Override
  public Trial tries(Permission permission) throws CloudRefused, CloudSilent {
    return dryRuns.of(permission);
  }

  private interface Question<T> {
    T ask();
  }

  private static <T> T answer(String what, Question<T> question) throws CloudRefused, CloudSilent {
    try {
      return question.ask();
    } catch (SdkException e) {
      throw Wording.failure(what, e);
    }
  }

  @Override
  public List<Subnet> subnets() throws CloudRefused, CloudSilent {
    return answer(
        "show the subnets",
        () ->
            ec2.describeSubnets(request -> request.subnetIds(settings.subnets())).subnets().stream()
                .map(
                    one ->
                        new Subnet(
                            one.subnetId(),
                            one.availabilityZone(),
                            one.vpcId(),
                            one.availableIpAddressCount(),
                            one.ownerId()))
                .toList());
  }

  @Override
  public List<SecurityGroup> securityGroups() throws CloudRefused, CloudSilent {
    if (settings.securityGroups().isEmpty()) {
      return List.of();
    }
    return answer(
        "show the security groups",
        () ->
            ec2
                .describeSecurityGroups(request -> request.groupIds(settings.securityGroups()))
                .securityGroups()
                .stream()
                .map(
                    one ->
                        new SecurityGroup(
                            one.groupId(),
                            one.vpcId(),
                            one.ipPermissions().stream().map(SdkAccount::rule).toList(),
                            one.ipPermissionsEgress().stream().map(SdkAccount::rule).toList()))
                .toList());
  }

  private static SecurityRule rule(IpPermission one) {
    return new SecurityRule(
        one.ipProtocol(),
        one.fromPort() == null ? 0 : one.fromPort(),
        one.toPort() == null ? 0 : one.toPort(),
        one.ipRanges().stream().map(IpRange::cidrIp).toList(),
        !one.userIdGroupPairs().isEmpty() || !one.prefixListIds().isEmpty());
  }

  @Override
  public Optional<MachineImage> image() throws CloudRefused, CloudSilent {
    if (settings.image().startsWith(BY_PARAMETER)) {
      return Optional.empty();
    }
    List<Image> found =
        answer(
            "show the image",
            () -> ec2.describeImages(request -> request.imageIds(settings.image())).images());
    if (found.isEmpty()) {
      throw new CloudRefused(
          "the image " + settings.image() + " is not in this region: mend ec2-image",
          new IllegalStateException("no image was described"));
    }
    Image one = found.get(0);
    return Optional.of(
        new MachineImage(
            one.imageId(), one.architectureAsString(), one.rootDeviceName(), one.stateAsString()));
  }

  @Override
  public List<MachineType> types() throws CloudRefused, CloudSilent {
    return answer(
        "show the instance types",
        () ->
            ec2
                .describeInstanceTypesPaginator(request -> request.filters(ofTypes()))
                .instanceTypes()
                .stream()
                .map(SdkAccount::type)
                .toList());
  }

  private static MachineType type(InstanceTypeInfo one) {
    return new MachineType(
        one.instanceTypeAsString(),
        one.processorInfo().supportedArchitecturesAsStrings(),
        one.vCpuInfo().defaultVCpus());
  }

  @Override
  public Map<String, Set<String>> zonesByType() throws CloudRefused, CloudSilent {
    return answer(
        "show where instance types are offered",
        () -> {
          Map<String, Set<String>> zones = new TreeMap<>();
          for (InstanceTypeOffering one :
              ec2.describeInstanceTypeOfferingsPaginator(
                      request ->
                          request.locationType(LocationType.AVAILABILITY_ZONE).filters(ofTypes()))
                  .instanceTypeOfferings()) {
            zones
                .computeIfAbsent(one.instanceTypeAsString(), type -> new TreeSet<>())
                .add(one.location());
          }
          return zones;
        });
  }

  /** By a filter one that does not exist is left out, and not all of them refused. */
  private Filter ofTypes() {
    return Filter.builder().name("instance-type").values(settings.types()).build();
  }
}
