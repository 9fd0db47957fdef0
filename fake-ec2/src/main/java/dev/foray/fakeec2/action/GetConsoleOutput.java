package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.cloud.Instance;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Xml;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Hands out what the machine's console has said, which here is seen at once. */
final class GetConsoleOutput implements Action {

  @Override
  public void run(Parameters request, Account account, Xml answer) {
    Instance instance = account.instances().listed(List.of(request.required("InstanceId"))).get(0);
    String console = instance.machine().map(machine -> machine.console()).orElse("");
    answer
        .value("instanceId", instance.id())
        .value("timestamp", Descriptions.time(account.now()))
        .value(
            "output", Base64.getEncoder().encodeToString(console.getBytes(StandardCharsets.UTF_8)));
  }
}
