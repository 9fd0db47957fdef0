package dev.foray.fakeec2.cloud;

import dev.foray.fakeec2.query.Blob;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Refusal;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an instance is to be: a request's parameters, laid over those of its launch template, with
 * every id in them found. Immutable.
 *
 * @param stops whether a shutdown from inside stops it and does not terminate it
 * @param asked the parameters, for what has no name here
 */
public record Specification(
    Image image,
    InstanceType type,
    Subnet subnet,
    List<SecurityGroup> groups,
    Market market,
    Optional<BigDecimal> maxPrice,
    Blob userData,
    boolean stops,
    Map<String, String> tags,
    Parameters asked) {

  /** The most that user data may have, before it is encoded. */
  public static final int USER_DATA_BYTES = 16_384;

  /** Checks everything but whether there is room. */
  static Specification of(Parameters asked, World world) {
    Image image = world.image(asked.required("ImageId"));
    InstanceType type = world.type(asked.text("InstanceType", "m1.small"));
    if (!image.architecture().equals(type.architecture())) {
      throw Refusal.of(
          "InvalidParameterValue",
          "The architecture '%s' of the specified instance type does not match the architecture '%s' of the specified AMI. Specify an instance type and an AMI that have matching architectures, and try again."
              .formatted(type.architecture(), image.architecture()));
    }
    Parameters options = asked.below("InstanceMarketOptions");
    Market market = options.text("MarketType", "").equals("spot") ? Market.SPOT : Market.ON_DEMAND;
    boolean stops = asked.text("InstanceInitiatedShutdownBehavior", "stop").equals("stop");
    return new Specification(
        image,
        type,
        subnet(asked, world),
        groups(asked, world),
        market,
        options.text("SpotOptions.MaxPrice").map(BigDecimal::new),
        userData(asked),
        stops && market == Market.ON_DEMAND,
        tags(asked, "instance"),
        asked);
  }

  public Pool pool() {
    return new Pool(type.name(), subnet.zone());
  }

  public String option(String name, String otherwise) {
    return asked.text("MetadataOptions." + name, otherwise);
  }

  /** The name of the instance profile, which stands for its role here. */
  public Optional<String> profile() {
    return asked
        .text("IamInstanceProfile.Name")
        .or(
            () ->
                asked
                    .text("IamInstanceProfile.Arn")
                    .map(arn -> arn.substring(arn.lastIndexOf('/') + 1)));
  }

  /** The tags that a request asks for, for resources of a type. */
  public static Map<String, String> tags(Parameters asked, String resourceType) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Parameters specification : asked.parts("TagSpecification")) {
      if (specification.text("ResourceType", "").equals(resourceType)) {
        for (Parameters tag : specification.parts("Tag")) {
          tags.put(tag.required("Key"), tag.text("Value", ""));
        }
      }
    }
    return tags;
  }

  /**
   * Decoded, and refused where it is too long: also asked for templates, which launch nothing yet.
   */
  public static Blob userData(Parameters asked) {
    byte[] bytes;
    try {
      bytes = Base64.getMimeDecoder().decode(asked.text("UserData", ""));
    } catch (IllegalArgumentException e) {
      throw Refusal.of("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.");
    }
    if (bytes.length > USER_DATA_BYTES) {
      throw Refusal.of("InvalidParameterValue", "User data is limited to 16384 bytes");
    }
    return Blob.of(bytes);
  }

  private static Subnet subnet(Parameters asked, World world) {
    Optional<String> id =
        asked.text("SubnetId").or(() -> asked.text("NetworkInterface.1.SubnetId"));
    if (id.isPresent()) {
      return world.subnet(id.get());
    }
    Optional<String> zone = asked.text("Placement.AvailabilityZone");
    return world.subnets().stream()
        .filter(subnet -> zone.map(subnet.zone()::equals).orElse(true))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.of(
                    "MissingInput",
                    "No subnets found for the default VPC. Please specify a subnet."));
  }

  private static List<SecurityGroup> groups(Parameters asked, World world) {
    List<String> ids = asked.texts("SecurityGroupId");
    if (!ids.isEmpty() && !asked.parts("NetworkInterface").isEmpty()) {
      throw Refusal.of(
          "InvalidParameterCombination",
          "Network interfaces and an instance-level security groups may not be specified on the same request");
    }
    if (ids.isEmpty()) {
      ids = asked.texts("NetworkInterface.1.SecurityGroupId");
    }
    return ids.stream().map(world::group).toList();
  }
}
