package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Refusal;
import dev.foray.fakeec2.query.Xml;
import java.util.Set;

/** SSM: reads a public parameter, such as the one that holds the id of the newest image. */
final class GetParameter implements Action {

  @Override
  public void run(Parameters request, Account account, Xml answer) {
    String name = request.required("Name");
    String value =
        account
            .world()
            .stored(name)
            .orElseThrow(
                () -> Refusal.of("ParameterNotFound", "Parameter " + name + " not found."));
    answer.verbatim(
        """
        {"Parameter":{"Name":"%s","Type":"String","Value":"%s","Version":1,"DataType":"aws:ec2:image",\
        "ARN":"arn:aws:ssm:%s::parameter%s"}}"""
            .formatted(name, value, account.region(), name));
  }

  @Override
  public Set<String> permissions(Parameters request, Account account) {
    return Set.of("ssm:" + name());
  }
}
