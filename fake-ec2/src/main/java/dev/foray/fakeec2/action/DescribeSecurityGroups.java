package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.cloud.SecurityGroup;
import dev.foray.fakeec2.cloud.SecurityRule;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Xml;
import java.util.List;
import java.util.Map;

/** Lists security groups by id, name or filter, with their rules. */
final class DescribeSecurityGroups implements Action {

  @Override
  public void run(Parameters request, Account account, Xml answer) {
    List<String> ids = request.texts("GroupId");
    List<String> names = request.texts("GroupName");
    ids.forEach(account.world()::group);
    Filters filters = Filters.of(request);
    List<SecurityGroup> found =
        account.world().groups().stream()
            .filter(group -> ids.isEmpty() || ids.contains(group.id()))
            .filter(group -> names.isEmpty() || names.contains(group.name()))
            .filter(
                group ->
                    filters.pass(
                        Map.of(
                            "group-id", group.id(),
                            "group-name", group.name(),
                            "vpc-id", group.vpc()),
                        Map.of()))
            .toList();
    Page<SecurityGroup> page = Page.of(found, request, 5);
    answer.items(
        "securityGroupInfo",
        page.things(),
        (xml, group) -> {
          xml.value("ownerId", account.id())
              .value("groupId", group.id())
              .value("groupName", group.name())
              .value("groupDescription", group.name())
              .value("vpcId", group.vpc());
          xml.items("ipPermissions", group.in(), (item, rule) -> rule(item, rule, account));
          xml.items("ipPermissionsEgress", group.out(), (item, rule) -> rule(item, rule, account));
        });
    answer.value("nextToken", page.next());
  }

  private static void rule(Xml xml, SecurityRule rule, Account account) {
    xml.value("ipProtocol", rule.protocol());
    if (!rule.protocol().equals("-1")) {
      xml.value("fromPort", rule.from()).value("toPort", rule.to());
    }
    xml.items(
        "groups",
        rule.groups(),
        (item, group) -> item.value("userId", account.id()).value("groupId", group));
    xml.items("ipRanges", rule.ranges(), (item, range) -> item.value("cidrIp", range));
  }
}
