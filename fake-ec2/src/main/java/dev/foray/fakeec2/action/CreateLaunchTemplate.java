package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.cloud.LaunchTemplate;
import dev.foray.fakeec2.cloud.Specification;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Xml;
import java.util.Set;

/** Makes a launch template with its first version. */
final class CreateLaunchTemplate implements Action {

  @Override
  public void run(Parameters request, Account account, Xml answer) {
    String id =
        account
            .tokens()
            .once(
                name(),
                request,
                () ->
                    account
                        .templates()
                        .create(
                            request.required("LaunchTemplateName"),
                            request.text("VersionDescription", ""),
                            request.below("LaunchTemplateData"),
                            Specification.tags(request, "launch-template"))
                        .id());
    LaunchTemplate template = account.templates().made(id);
    answer.element(
        "launchTemplate", () -> TemplateDescriptions.template(answer, template, account));
  }

  @Override
  public Set<String> permissions(Parameters request, Account account) {
    return Action.ofLaunch(
        request.where(name -> name.startsWith("TagSpecification.")), "ec2:CreateLaunchTemplate");
  }
}
