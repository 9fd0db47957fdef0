package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.cloud.Instance;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Refusal;
import dev.foray.fakeec2.query.Xml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Lists instances by id or filter, in pages. */
final class DescribeInstances implements Action {

  @Override
  public void run(Parameters request, Account account, Xml answer) {
    List<String> ids = request.texts("InstanceId");
    if (!ids.isEmpty() && request.text("MaxResults").isPresent()) {
      throw Refusal.of(
          "InvalidParameterCombination",
          "The parameter instancesSet cannot be used with the parameter maxResults");
    }
    Filters filters = Filters.of(request);
    List<Instance> found =
        (ids.isEmpty() ? account.instances().listed() : account.instances().listed(ids))
            .stream()
                .filter(
                    instance ->
                        filters.pass(name -> InstanceFilters.values(name, instance, account)))
                .toList();
    Page<Instance> page = Page.of(found, request, 5);
    Map<String, List<Instance>> reservations =
        page.things().stream()
            .collect(
                Collectors.groupingBy(
                    Instance::reservation, LinkedHashMap::new, Collectors.toList()));
    answer.items(
        "reservationSet",
        reservations.entrySet(),
        (xml, entry) -> Descriptions.reservation(xml, entry.getKey(), entry.getValue(), account));
    answer.value("nextToken", page.next());
  }
}
