package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.cloud.Pool;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Refusal;
import dev.foray.fakeec2.query.Xml;
import java.util.List;
import java.util.Map;

/** Says which types there are in the region, or in which zone. */
final class DescribeInstanceTypeOfferings implements Action {

  private record Offering(String type, String location) {}

  @Override
  public void run(Parameters request, Account account, Xml answer) {
    String by = request.text("LocationType", "region");
    if (!by.equals("region") && !by.equals("availability-zone")) {
      throw Refusal.invalid("LocationType", by, "The fake has region and availability-zone.");
    }
    List<String> locations =
        by.equals("region") ? List.of(account.region()) : account.world().zones();
    Filters filters = Filters.of(request);
    List<Offering> offerings =
        account.world().types().stream()
            .flatMap(
                type ->
                    locations.stream()
                        .filter(
                            location -> account.world().isOffered(new Pool(type.name(), location)))
                        .map(location -> new Offering(type.name(), location)))
            .filter(
                offering ->
                    filters.pass(
                        Map.of("instance-type", offering.type(), "location", offering.location()),
                        Map.of()))
            .toList();
    Page<Offering> page = Page.of(offerings, request, 5);
    answer.items(
        "instanceTypeOfferingSet",
        page.things(),
        (xml, offering) ->
            xml.value("instanceType", offering.type())
                .value("locationType", by)
                .value("location", offering.location()));
    answer.value("nextToken", page.next());
  }
}
