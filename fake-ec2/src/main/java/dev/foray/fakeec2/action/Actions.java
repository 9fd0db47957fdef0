package dev.foray.fakeec2.action;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The actions that there are here, of EC2 and of the services beside it, by name. */
public final class Actions {
  private static final Map<String, Action> BY_NAME = new TreeMap<>();

  static {
    for (Action action :
        List.of(
            new CreateFleet(),
            new CreateLaunchTemplate(),
            new CreateLaunchTemplateVersion(),
            new CreateTags(),
            new DecodeAuthorizationMessage(),
            new DeleteLaunchTemplate(),
            new DeleteLaunchTemplateVersions(),
            new DescribeAvailabilityZones(),
            new DescribeImages(),
            new DescribeInstanceStatus(),
            new DescribeInstanceTypeOfferings(),
            new DescribeInstanceTypes(),
            new DescribeInstances(),
            new DescribeLaunchTemplateVersions(),
            new DescribeLaunchTemplates(),
            new DescribeSecurityGroups(),
            new DescribeSpotPriceHistory(),
            new DescribeSubnets(),
            new DescribeTags(),
            new GetCallerIdentity(),
            new GetConsoleOutput(),
            new GetParameter(),
            new GetServiceQuota(),
            new RunInstances(),
            new TerminateInstances())) {
      BY_NAME.put(action.name(), action);
    }
  }

  private Actions() {}

  public static Optional<Action> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
