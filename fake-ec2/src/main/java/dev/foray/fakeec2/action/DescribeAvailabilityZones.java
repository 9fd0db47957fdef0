package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Xml;
import java.util.List;
import java.util.Map;

/** Lists the zones that subnets are in. */
final class DescribeAvailabilityZones implements Action {

  @Override
  public void run(Parameters request, Account account, Xml answer) {
    List<String> names = request.texts("ZoneName");
    Filters filters = Filters.of(request);
    List<String> zones =
        account.world().zones().stream()
            .filter(zone -> names.isEmpty() || names.contains(zone))
            .filter(
                zone ->
                    filters.pass(
                        Map.of(
                            "zone-name",
                            zone,
                            "region-name",
                            account.region(),
                            "state",
                            "available",
                            "zone-type",
                            "availability-zone"),
                        Map.of()))
            .toList();
    answer.items(
        "availabilityZoneInfo",
        zones,
        (xml, zone) ->
            xml.value("zoneName", zone)
                .value("zoneState", "available")
                .value("zoneId", "fake-az" + (account.world().zones().indexOf(zone) + 1))
                .value("regionName", account.region())
                .value("zoneType", "availability-zone")
                .value("optInStatus", "opt-in-not-required")
                .value("groupName", account.region() + "-zg-1")
                .value("networkBorderGroup", account.region()));
  }
}
