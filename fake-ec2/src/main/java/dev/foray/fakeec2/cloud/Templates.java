package dev.foray.fakeec2.cloud;

import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Refusal;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The launch templates of the account. Guarded by the account's lock. */
public final class Templates {
  private final Account account;
  private final Map<String, LaunchTemplate> byId = new LinkedHashMap<>();

  Templates(Account account) {
    this.account = account;
  }

  public List<LaunchTemplate> listed() {
    return byId.values().stream().filter(template -> template.isSeen(account.now())).toList();
  }

  public LaunchTemplate create(
      String name, String description, Parameters content, Map<String, String> tags) {
    if (byId.values().stream().anyMatch(template -> template.name().equals(name))) {
      throw Refusal.of(
          "InvalidLaunchTemplateName.AlreadyExistsException",
          "Launch template name already in use.");
    }
    LaunchTemplate template = new LaunchTemplate(account.newId("lt"), name, tags);
    add(template, description, content);
    byId.put(template.id(), template);
    return template;
  }

  public TemplateVersion add(LaunchTemplate template, String description, Parameters content) {
    Specification.userData(content);
    Instant now = account.now();
    return template.add(description, content, now, now.plus(account.timing().templatesSeen()));
  }

  public void delete(LaunchTemplate template) {
    byId.remove(template.id());
  }

  /** The one that was made with this id, whether it is seen yet or not. */
  public LaunchTemplate made(String id) {
    LaunchTemplate template = byId.get(id);
    if (template == null) {
      throw notFound(Optional.of(id), Optional.empty());
    }
    return template;
  }

  /** The one that a request names by {@code LaunchTemplateId} or {@code LaunchTemplateName}. */
  public LaunchTemplate named(Parameters request) {
    Optional<String> id = request.text("LaunchTemplateId");
    Optional<String> name = request.text("LaunchTemplateName");
    if (id.isPresent() == name.isPresent()) {
      throw id.isPresent()
          ? Refusal.of(
              "InvalidParameterCombination",
              "Only one of launchTemplateId and launchTemplateName may be given.")
          : Refusal.missing("LaunchTemplateId or LaunchTemplateName");
    }
    return listed().stream()
        .filter(
            template ->
                id.map(template.id()::equals).orElseGet(() -> template.name().equals(name.get())))
        .findFirst()
        .orElseThrow(() -> notFound(id, name));
  }

  /** A request for instances with what its launch template adds to it. */
  public Parameters filled(Parameters request) {
    Parameters reference = request.below("LaunchTemplate");
    Parameters own =
        request.where(
            name ->
                !name.startsWith("LaunchTemplate.")
                    && !name.equals("MinCount")
                    && !name.equals("MaxCount"));
    if (reference.isEmpty()) {
      return own;
    }
    TemplateVersion version =
        named(reference).version(reference.text("Version", "$Default"), account.now());
    return over(own, version.content());
  }

  /** The tags of the system that tell of a launch's template. */
  public Map<String, String> tagsOf(Parameters reference) {
    if (reference.isEmpty()) {
      return Map.of();
    }
    LaunchTemplate template = named(reference);
    TemplateVersion version =
        template.version(reference.text("Version", "$Default"), account.now());
    return Map.of(
        "aws:ec2launchtemplate:id", template.id(),
        "aws:ec2launchtemplate:version", String.valueOf(version.number()));
  }

  /** One laid over another, where tags of both count. */
  public static Parameters over(Parameters upper, Parameters lower) {
    TreeMap<String, String> merged = new TreeMap<>(upper.over(lower).all());
    merged.keySet().removeIf(name -> name.startsWith("TagSpecification."));
    int number = 0;
    for (String resource : resourcesTagged(List.of(upper, lower))) {
      number++;
      Map<String, String> tags = new TreeMap<>(Specification.tags(lower, resource));
      tags.putAll(Specification.tags(upper, resource));
      String prefix = "TagSpecification." + number;
      merged.put(prefix + ".ResourceType", resource);
      int tagNumber = 0;
      for (Map.Entry<String, String> tag : tags.entrySet()) {
        tagNumber++;
        merged.put(prefix + ".Tag." + tagNumber + ".Key", tag.getKey());
        merged.put(prefix + ".Tag." + tagNumber + ".Value", tag.getValue());
      }
    }
    return new Parameters(merged);
  }

  private static Collection<String> resourcesTagged(List<Parameters> layers) {
    return layers.stream()
        .flatMap(layer -> layer.parts("TagSpecification").stream())
        .map(specification -> specification.text("ResourceType", ""))
        .distinct()
        .sorted()
        .toList();
  }

  private static Refusal notFound(Optional<String> id, Optional<String> name) {
    return id.isPresent()
        ? Refusal.of(
            "InvalidLaunchTemplateId.NotFound",
            "The specified launch template, with template ID " + id.get() + ", does not exist.")
        : Refusal.of(
            "InvalidLaunchTemplateName.NotFoundException",
            "The specified launch template, with template name "
                + name.get()
                + ", does not exist.");
  }
}
