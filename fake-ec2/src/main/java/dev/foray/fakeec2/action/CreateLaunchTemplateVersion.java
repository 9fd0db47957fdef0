package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.cloud.LaunchTemplate;
import dev.foray.fakeec2.cloud.TemplateVersion;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Xml;
import java.util.Optional;

/** Adds a version, on its own or laid over another one. */
final class CreateLaunchTemplateVersion implements Action {

  @Override
  public void run(Parameters request, Account account, Xml answer) {
    LaunchTemplate template = account.templates().named(request);
    String number =
        account
            .tokens()
            .once(name(), request, () -> String.valueOf(add(request, template, account).number()));
    TemplateVersion version = template.made(Integer.parseInt(number));
    answer.element(
        "launchTemplateVersion",
        () -> TemplateDescriptions.version(answer, template, version, account));
  }

  private static TemplateVersion add(Parameters request, LaunchTemplate template, Account account) {
    Parameters content = request.below("LaunchTemplateData");
    Optional<String> source = request.text("SourceVersion");
    Parameters whole =
        source.isEmpty()
            ? content
            : content.over(template.version(source.get(), account.now()).content());
    return account.templates().add(template, request.text("VersionDescription", ""), whole);
  }
}
