package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.cloud.LaunchTemplate;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Xml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists launch templates by id, name or filter, in pages. */
final class DescribeLaunchTemplates implements Action {

  @Override
  public void run(Parameters request, Account account, Xml answer) {
    Filters filters = Filters.of(request);
    List<LaunchTemplate> found =
        named(request, account).stream()
            .filter(
                template ->
                    filters.pass(Map.of("launch-template-name", template.name()), template.tags()))
            .toList();
    Page<LaunchTemplate> page = Page.of(found, request, 1);
    answer.items(
        "launchTemplates",
        page.things(),
        (xml, template) -> TemplateDescriptions.template(xml, template, account));
    answer.value("nextToken", page.next());
  }

  private static List<LaunchTemplate> named(Parameters request, Account account) {
    List<String> ids = request.texts("LaunchTemplateId");
    List<String> names = request.texts("LaunchTemplateName");
    if (ids.isEmpty() && names.isEmpty()) {
      return account.templates().listed();
    }
    List<LaunchTemplate> named = new ArrayList<>();
    ids.forEach(id -> named.add(one("LaunchTemplateId", id, account)));
    names.forEach(name -> named.add(one("LaunchTemplateName", name, account)));
    return named;
  }

  private static LaunchTemplate one(String by, String value, Account account) {
    return account.templates().named(new Parameters(Map.of(by, value)));
  }
}
