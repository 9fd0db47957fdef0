package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.cloud.Instance;
import dev.foray.fakeec2.cloud.Order;
import dev.foray.fakeec2.cloud.Specification;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Refusal;
import dev.foray.fakeec2.query.Xml;
import java.util.List;
import java.util.Set;

/** Launches instances of one kind, all of which are in one reservation. */
final class RunInstances implements Action {

  @Override
  public void run(Parameters request, Account account, Xml answer) {
    int least = request.number("MinCount", 0);
    int most = request.number("MaxCount", 0);
    if (least < 1 || most < least) {
      throw Refusal.invalid(
          "MinCount", String.valueOf(least), "It must be between 1 and MaxCount.");
    }
    Parameters asked = account.templates().filled(request);
    String reservation =
        account
            .tokens()
            .once(
                name(),
                request,
                () -> {
                  Specification specification = account.launcher().specification(asked);
                  String id = account.newId("r");
                  account
                      .launcher()
                      .launch(
                          specification,
                          least,
                          most,
                          new Order(
                              id,
                              request.text("ClientToken", ""),
                              account.templates().tagsOf(request.below("LaunchTemplate"))));
                  return id;
                });
    List<Instance> launched =
        account.instances().all().stream()
            .filter(instance -> instance.reservation().equals(reservation))
            .toList();
    Descriptions.reservation(answer, reservation, launched, account);
  }

  @Override
  public Set<String> permissions(Parameters request, Account account) {
    return Action.ofLaunch(account.templates().filled(request), "ec2:RunInstances");
  }

  @Override
  public int resources(Parameters request) {
    return request.number("MaxCount", 1);
  }
}
