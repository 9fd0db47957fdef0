package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.cloud.LaunchTemplate;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Xml;

/** Deletes a launch template with all of its versions. */
final class DeleteLaunchTemplate implements Action {

  @Override
  public void run(Parameters request, Account account, Xml answer) {
    LaunchTemplate template = account.templates().named(request);
    answer.element(
        "launchTemplate", () -> TemplateDescriptions.template(answer, template, account));
    account.templates().delete(template);
  }
}
