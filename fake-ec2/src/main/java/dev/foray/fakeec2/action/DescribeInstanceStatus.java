package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.cloud.Instance;
import dev.foray.fakeec2.cloud.InstanceState;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Xml;
import java.util.List;

/** Says of running instances, or of all, whether they and the systems under them are well. */
final class DescribeInstanceStatus implements Action {

  @Override
  public void run(Parameters request, Account account, Xml answer) {
    List<String> ids = request.texts("InstanceId");
    boolean all = request.flag("IncludeAllInstances");
    Filters filters = Filters.of(request);
    List<Instance> found =
        (ids.isEmpty() ? account.instances().listed() : account.instances().listed(ids))
            .stream()
                .filter(instance -> all || instance.state() == InstanceState.RUNNING)
                .filter(
                    instance ->
                        filters.pass(name -> InstanceFilters.values(name, instance, account)))
                .toList();
    Page<Instance> page = Page.of(found, request, 5);
    answer.items("instanceStatusSet", page.things(), DescribeInstanceStatus::status);
    answer.value("nextToken", page.next());
  }

  private static void status(Xml xml, Instance instance) {
    xml.value("instanceId", instance.id())
        .value("availabilityZone", instance.specification().subnet().zone());
    Descriptions.state(xml, "instanceState", instance);
    String status = instance.state() == InstanceState.RUNNING ? "ok" : "not-applicable";
    for (String name : List.of("systemStatus", "instanceStatus")) {
      xml.element(
          name,
          () -> {
            xml.value("status", status);
            xml.items(
                "details",
                List.of("reachability"),
                (item, detail) ->
                    item.value("name", detail)
                        .value("status", status.equals("ok") ? "passed" : "insufficient-data"));
          });
    }
  }
}
