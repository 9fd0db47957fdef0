package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.cloud.Candidate;
import dev.foray.fakeec2.cloud.Fleet;
import dev.foray.fakeec2.cloud.Market;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Refusal;
import dev.foray.fakeec2.query.Xml;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Launches a fleet of type instant: at once, as much as there is room for. */
final class CreateFleet implements Action {

  /** What the API has and the fake has not: said, and not passed over. */
  private static final List<String> NOT_HERE =
      List.of(
          "SpotOptions.SingleInstanceType",
          "SpotOptions.SingleAvailabilityZone",
          "SpotOptions.MinTargetCapacity",
          "SpotOptions.MaxTotalPrice",
          "OnDemandOptions.SingleInstanceType",
          "OnDemandOptions.SingleAvailabilityZone",
          "OnDemandOptions.MinTargetCapacity",
          "OnDemandOptions.MaxTotalPrice",
          "TargetCapacitySpecification.TargetCapacityUnitType");

  @Override
  public void run(Parameters request, Account account, Xml answer) {
    if (!request.text("Type", "maintain").equals("instant")) {
      throw Refusal.of("UnsupportedOperation", "The fake has fleets of type instant only.");
    }
    for (String name : NOT_HERE) {
      if (request.text(name).isPresent()) {
        throw Refusal.of("UnsupportedOperation", "The fake does nothing about " + name + ".");
      }
    }
    String id =
        account
            .tokens()
            .once(
                name(),
                request,
                () -> account.fleets().launch(request, account.newId("fleet")).id());
    Fleet fleet = account.fleets().get(id);
    answer.value("fleetId", fleet.id());
    answer.items(
        "errorSet",
        fleet.errors(),
        (xml, error) -> {
          candidate(xml, error.candidate(), error.market());
          xml.value("errorCode", error.code()).value("errorMessage", error.message());
        });
    answer.items(
        "fleetInstanceSet",
        fleet.launched(),
        (xml, part) -> {
          candidate(xml, part.candidate(), part.market());
          xml.items("instanceIds", part.instanceIds(), Xml::itself);
          xml.value("instanceType", part.type());
        });
  }

  @Override
  public Set<String> permissions(Parameters request, Account account) {
    Set<String> permissions = new TreeSet<>(Set.of("ec2:CreateFleet", "ec2:RunInstances"));
    try {
      for (Candidate candidate : Candidate.all(request, account)) {
        permissions.addAll(Action.ofLaunch(candidate.asked()));
      }
    } catch (Refusal refusal) {
      // Whoever may make no fleets is told that, and not that the template is not there.
      return permissions;
    }
    return permissions;
  }

  @Override
  public int resources(Parameters request) {
    return request.number("TargetCapacitySpecification.TotalTargetCapacity", 1);
  }

  private static void candidate(Xml xml, Candidate candidate, Market market) {
    Parameters override = candidate.override();
    xml.element(
        "launchTemplateAndOverrides",
        () -> {
          xml.element(
              "launchTemplateSpecification",
              () ->
                  xml.value("launchTemplateId", candidate.template())
                      .value("version", candidate.version()));
          xml.element(
              "overrides",
              () ->
                  xml.value("instanceType", override.text("InstanceType"))
                      .value("maxPrice", override.text("MaxPrice"))
                      .value("subnetId", override.text("SubnetId"))
                      .value("availabilityZone", override.text("AvailabilityZone"))
                      .value("weightedCapacity", override.text("WeightedCapacity"))
                      .value("priority", override.text("Priority")));
        });
    xml.value("lifecycle", market == Market.SPOT ? "spot" : "on-demand");
  }
}
