package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.cloud.LaunchTemplate;
import dev.foray.fakeec2.cloud.TemplateVersion;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Xml;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lists the versions of one launch template, the newest first. */
final class DescribeLaunchTemplateVersions implements Action {

  @Override
  public void run(Parameters request, Account account, Xml answer) {
    LaunchTemplate template = account.templates().named(request);
    List<String> words = request.texts("LaunchTemplateVersion");
    List<TemplateVersion> versions =
        new ArrayList<>(
            words.isEmpty()
                ? template.versions(account.now())
                : words.stream().map(word -> template.version(word, account.now())).toList());
    versions.sort(Comparator.comparing(TemplateVersion::number).reversed());
    Page<TemplateVersion> page = Page.of(versions, request, 1);
    answer.items(
        "launchTemplateVersionSet",
        page.things(),
        (xml, version) -> TemplateDescriptions.version(xml, template, version, account));
    answer.value("nextToken", page.next());
  }
}
