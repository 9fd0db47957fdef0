package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.cloud.Instance;
import dev.foray.fakeec2.cloud.InstanceState;
import dev.foray.fakeec2.cloud.StateReason;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Xml;
import java.util.List;

/** Ends all of the named ones, or none where one of them is not known. */
final class TerminateInstances implements Action {

  private record Change(Instance instance, InstanceState before) {}

  @Override
  public void run(Parameters request, Account account, Xml answer) {
    List<Change> changes =
        account.instances().listed(request.texts("InstanceId")).stream()
            .map(instance -> new Change(instance, instance.state()))
            .toList();
    changes.forEach(
        change -> account.instances().terminate(change.instance(), StateReason.BY_CLIENT));
    answer.items(
        "instancesSet",
        changes,
        (xml, change) -> {
          xml.value("instanceId", change.instance().id());
          Descriptions.state(xml, "currentState", change.instance());
          xml.element(
              "previousState",
              () ->
                  xml.value("code", change.before().code()).value("name", change.before().word()));
        });
  }

  @Override
  public int resources(Parameters request) {
    return request.texts("InstanceId").size();
  }
}
