package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.cloud.Instance;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Refusal;
import dev.foray.fakeec2.query.Xml;
import java.util.List;

/** Tags instances: other resources have no tags here that could be changed. */
final class CreateTags implements Action {
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;

  @Override
  public void run(Parameters request, Account account, Xml answer) {
    List<Instance> instances = account.instances().listed(request.texts("ResourceId"));
    request.parts("Tag").forEach(CreateTags::check);
    for (Instance instance : instances) {
      for (Parameters tag : request.parts("Tag")) {
        account.instances().tag(instance, tag.required("Key"), tag.text("Value", ""));
      }
    }
    answer.value("return", true);
  }

  private static void check(Parameters tag) {
    String key = tag.required("Key");
    if (key.isEmpty() || key.length() > LONGEST_KEY || key.startsWith("aws:")) {
      throw Refusal.invalid(
          "Tag.Key", key, "Tag keys have 1 to 128 characters and do not begin with aws:.");
    }
    if (tag.text("Value", "").length() > LONGEST_VALUE) {
      throw Refusal.invalid("Tag.Value", key, "Tag values have at most 256 characters.");
    }
  }
}
