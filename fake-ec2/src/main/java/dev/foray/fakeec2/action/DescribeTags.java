package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.cloud.Instance;
import dev.foray.fakeec2.cloud.LaunchTemplate;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Xml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists the tags of instances and launch templates, one by one. */
final class DescribeTags implements Action {

  private record Tag(String resource, String type, String key, String value) {}

  @Override
  public void run(Parameters request, Account account, Xml answer) {
    Filters filters = Filters.of(request);
    List<Tag> tags = new ArrayList<>();
    for (Instance instance : account.instances().listed()) {
      instance
          .tagsSeen(account.now())
          .forEach((key, value) -> tags.add(new Tag(instance.id(), "instance", key, value)));
    }
    for (LaunchTemplate template : account.templates().listed()) {
      template
          .tags()
          .forEach((key, value) -> tags.add(new Tag(template.id(), "launch-template", key, value)));
    }
    tags.removeIf(
        tag ->
            !filters.pass(
                Map.of(
                    "resource-id", tag.resource(),
                    "resource-type", tag.type(),
                    "key", tag.key(),
                    "value", tag.value()),
                Map.of(tag.key(), tag.value())));
    Page<Tag> page = Page.of(tags, request, 5);
    answer.items(
        "tagSet",
        page.things(),
        (xml, tag) ->
            xml.value("resourceId", tag.resource())
                .value("resourceType", tag.type())
                .value("key", tag.key())
                .value("value", tag.value()));
    answer.value("nextToken", page.next());
  }
}
