package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.cloud.LaunchTemplate;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Refusal;
import dev.foray.fakeec2.query.Xml;
import java.util.List;

/** Deletes versions, each on its own: the answer says which went and which did not. */
final class DeleteLaunchTemplateVersions implements Action {

  @Override
  public void run(Parameters request, Account account, Xml answer) {
    LaunchTemplate template = account.templates().named(request);
    List<Integer> numbers =
        request.texts("LaunchTemplateVersion").stream()
            .map(DeleteLaunchTemplateVersions::number)
            .toList();
    List<Integer> deleted = template.delete(numbers);
    answer.items(
        "successfullyDeletedLaunchTemplateVersionSet",
        deleted,
        (xml, number) -> version(xml, template, number));
    answer.items(
        "unsuccessfullyDeletedLaunchTemplateVersionSet",
        numbers.stream().filter(number -> !deleted.contains(number)).toList(),
        (xml, number) -> {
          version(xml, template, number);
          boolean isDefault = number == template.defaultVersion();
          xml.element(
              "responseError",
              () ->
                  xml.value(
                          "code",
                          isDefault ? "unexpectedError" : "launchTemplateVersionDoesNotExist")
                      .value(
                          "message",
                          isDefault
                              ? "The default version can't be deleted."
                              : "The specified launch template version does not exist."));
        });
  }

  private static void version(Xml xml, LaunchTemplate template, int number) {
    xml.value("launchTemplateId", template.id())
        .value("launchTemplateName", template.name())
        .value("versionNumber", number);
  }

  private static int number(String text) {
    if (!text.matches("[0-9]{1,9}")) {
      throw Refusal.invalid("LaunchTemplateVersion", text, "It must be a number.");
    }
    return Integer.parseInt(text);
  }
}
