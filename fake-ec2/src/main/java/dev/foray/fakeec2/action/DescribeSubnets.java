package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.cloud.Subnet;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Xml;
import java.util.List;
import java.util.Map;

/** Lists subnets by id or filter. */
final class DescribeSubnets implements Action {

  @Override
  public void run(Parameters request, Account account, Xml answer) {
    List<String> ids = request.texts("SubnetId");
    Filters filters = Filters.of(request);
    List<Subnet> found =
        (ids.isEmpty()
                ? account.world().subnets()
                : ids.stream().map(account.world()::subnet).toList())
            .stream()
                .filter(
                    subnet ->
                        filters.pass(
                            Map.of(
                                "subnet-id", subnet.id(),
                                "vpc-id", subnet.vpc(),
                                "availability-zone", subnet.zone(),
                                "state", "available",
                                "default-for-az", "true"),
                            Map.of()))
                .toList();
    Page<Subnet> page = Page.of(found, request, 5);
    answer.items(
        "subnetSet",
        page.things(),
        (xml, subnet) ->
            xml.value("subnetId", subnet.id())
                .value("state", "available")
                .value("vpcId", subnet.vpc())
                .value("cidrBlock", account.launcher().cidr(subnet))
                .value("availableIpAddressCount", account.launcher().freeAddresses(subnet))
                .value("availabilityZone", subnet.zone())
                .value("defaultForAz", true)
                .value("mapPublicIpOnLaunch", false)
                .value("ownerId", account.id()));
    answer.value("nextToken", page.next());
  }
}
