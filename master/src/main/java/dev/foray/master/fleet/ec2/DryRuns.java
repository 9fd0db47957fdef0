package dev.foray.master.fleet.ec2;

import dev.foray.master.fleet.ec2.Account.Trial;
import dev.foray.master.ledger.Hardware.Market;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfileSpecification;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/**
 * Asks EC2 for what the Master does, as a dry run: EC2 says whether it would be allowed, and does
 * nothing. What would be done is the Master's own calls, with the image, the tags and the profile
 * of the settings. Thread-safe.
 */
final class DryRuns {
  private static final String NAME = "doctor";
  private static final String NOBODYS = "i-00000000000000000";

  private final Ec2Client ec2;
  private final Ec2Settings settings;
  private final String cluster;
  private final Templates templates;
  private final InstanceOrder order = new InstanceOrder(NAME, 1, "");

  DryRuns(Ec2Client ec2, Ec2Settings settings, String cluster) {
    this.ec2 = ec2;
    this.settings = settings;
    this.cluster = cluster;
    this.templates = new Templates(ec2, settings, cluster);
  }

  Trial of(Permission permission) throws CloudRefused, CloudSilent {
    return switch (permission) {
      case TERMINATE_INSTANCES -> {
        Optional<String> own = ownInstance();
        List<String> ids = List.of(own.orElse(NOBODYS));
        yield trial(
            own.isPresent(),
            () -> ec2.terminateInstances(request -> request.instanceIds(ids).dryRun(true)));
      }
      case GET_CONSOLE_OUTPUT -> {
        Optional<String> own = ownInstance();
        String id = own.orElse(NOBODYS);
        yield trial(
            own.isPresent(),
            () -> ec2.getConsoleOutput(request -> request.instanceId(id).dryRun(true)));
      }
      case DELETE_LAUNCH_TEMPLATE ->
          trial(
              false,
              () ->
                  ec2.deleteLaunchTemplate(
                      request ->
                          request.launchTemplateName(templates.name(order.launch())).dryRun(true)));
      default -> trial(true, () -> ask(permission));
    };
  }

  private void ask(Permission permission) {
    switch (permission) {
      case DESCRIBE_INSTANCES -> ec2.describeInstances(request -> request.dryRun(true));
      case CREATE_LAUNCH_TEMPLATE, CREATE_TAGS ->
          ec2.createLaunchTemplate(templates.request(order).toBuilder().dryRun(true).build());
      case CREATE_FLEET ->
          ec2.createFleet(
              templates
                  .fleet(order, templates.name(order.launch()), Market.ON_DEMAND, 1, NAME)
                  .toBuilder()
                  .dryRun(true)
                  .build());
      case RUN_INSTANCES, GET_PARAMETERS, PASS_ROLE -> ec2.runInstances(one());
      case DESCRIBE_SPOT_PRICE_HISTORY ->
          ec2.describeSpotPriceHistory(request -> request.dryRun(true));
      case DESCRIBE_LAUNCH_TEMPLATES ->
          ec2.describeLaunchTemplates(request -> request.dryRun(true));
      case DESCRIBE_SUBNETS -> ec2.describeSubnets(request -> request.dryRun(true));
      case DESCRIBE_SECURITY_GROUPS -> ec2.describeSecurityGroups(request -> request.dryRun(true));
      case DESCRIBE_IMAGES -> ec2.describeImages(request -> request.owners("self").dryRun(true));
      case DESCRIBE_INSTANCE_TYPES -> ec2.describeInstanceTypes(request -> request.dryRun(true));
      case DESCRIBE_INSTANCE_TYPE_OFFERINGS ->
          ec2.describeInstanceTypeOfferings(request -> request.dryRun(true));
      case TERMINATE_INSTANCES, GET_CONSOLE_OUTPUT, DELETE_LAUNCH_TEMPLATE ->
          throw new IllegalArgumentException(permission + " is asked for a thing of ours");
    }
  }

  private RunInstancesRequest one() {
    RunInstancesRequest.Builder request =
        RunInstancesRequest.builder()
            .dryRun(true)
            .minCount(1)
            .maxCount(1)
            .imageId(settings.image())
            .instanceType(settings.types().get(0))
            .subnetId(settings.subnets().get(0))
            .tagSpecifications(templates.specification(ResourceType.INSTANCE, order));
    if (!settings.securityGroups().isEmpty()) {
      request.securityGroupIds(settings.securityGroups());
    }
    settings
        .profile()
        .ifPresent(
            name ->
                request.iamInstanceProfile(
                    IamInstanceProfileSpecification.builder().name(name).build()));
    return request.build();
  }

  /** One that is there and carries this cluster's tag. */
  private Optional<String> ownInstance() throws CloudSilent {
    return new SdkCloud(ec2, settings, cluster, InstantSource.system())
        .instances().stream().filter(Instance::isThere).map(Instance::id).findFirst();
  }

  /**
   * A dry run ends with an error whatever comes of it. One that is not about rights was not refused
   * for lack of them.
   */
  private static Trial trial(boolean isOnOurs, Runnable call) throws CloudRefused, CloudSilent {
    try {
      call.run();
    } catch (SdkException e) {
      Optional<String> lacking = Wording.lacking(e);
      if (lacking.isPresent()) {
        return new Trial(lacking, Wording.of(e), isOnOurs);
      }
      if (!Wording.isAboutTheRequest(e)) {
        throw Wording.failure("say what is allowed", e);
      }
    }
    return new Trial(Optional.empty(), "", isOnOurs);
  }
}
