package dev.foray.fakeec2.cloud;

import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One way in which a fleet may launch: a version of a launch template with one of the overrides.
 *
 * @param asked template and override together, as RunInstances names things
 * @param tags of the system, which tell of the template
 */
public record Candidate(
    String template,
    String version,
    Parameters override,
    Parameters asked,
    Map<String, String> tags) {

  /** All of a request, in its order. */
  public static List<Candidate> all(Parameters request, Account account) {
    List<Candidate> all = new ArrayList<>();
    for (Parameters configuration : request.parts("LaunchTemplateConfigs")) {
      Parameters reference = configuration.below("LaunchTemplateSpecification");
      if (reference.text("Version").isEmpty()) {
        throw Refusal.missing("LaunchTemplateConfigs.LaunchTemplateSpecification.Version");
      }
      LaunchTemplate template = account.templates().named(reference);
      TemplateVersion version = template.version(reference.required("Version"), account.now());
      if (!version.content().below("InstanceMarketOptions").isEmpty()) {
        throw Refusal.of(
            "InvalidFleetConfig",
            "You cannot specify InstanceMarketOptions in a launch template of a fleet.");
      }
      List<Parameters> overrides = configuration.parts("Overrides");
      for (Parameters override : overrides.isEmpty() ? List.of(nothing()) : overrides) {
        Parameters asked =
            Templates.over(
                renamed(override), Templates.over(instanceTags(request), version.content()));
        all.add(
            new Candidate(
                template.id(),
                String.valueOf(version.number()),
                override,
                asked,
                account.templates().tagsOf(reference)));
      }
    }
    return all;
  }

  double weight() {
    return override.text("WeightedCapacity").map(Double::parseDouble).orElse(1.0);
  }

  double priority() {
    return override.text("Priority").map(Double::parseDouble).orElse(Double.MAX_VALUE);
  }

  private static Parameters nothing() {
    return new Parameters(Map.of());
  }

  private static Parameters instanceTags(Parameters request) {
    return request.where(name -> name.startsWith("TagSpecification."));
  }

  /** What an override changes of the template's. */
  private static Parameters renamed(Parameters override) {
    if (!override.below("InstanceRequirements").isEmpty()) {
      throw Refusal.of("UnsupportedOperation", "The fake does nothing about InstanceRequirements.");
    }
    TreeMap<String, String> asked = new TreeMap<>();
    for (String name : List.of("InstanceType", "SubnetId", "ImageId")) {
      override.text(name).ifPresent(value -> asked.put(name, value));
    }
    override
        .text("AvailabilityZone")
        .ifPresent(zone -> asked.put("Placement.AvailabilityZone", zone));
    return new Parameters(asked);
  }
}
