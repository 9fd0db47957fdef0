package dev.foray.fakeec2.cloud;

import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Refusal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A launch template with its versions. Made by {@link Templates}. Guarded by the account's lock.
 */
public final class LaunchTemplate {
  private final String id;
  private final String name;
  private final Map<String, String> tags;
  private final TreeMap<Integer, TemplateVersion> versions = new TreeMap<>();
  private int lastNumber;

  LaunchTemplate(String id, String name, Map<String, String> tags) {
    this.id = id;
    this.name = name;
    this.tags = Map.copyOf(tags);
  }

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  public Map<String, String> tags() {
    return tags;
  }

  /** The first one, which can't be deleted alone. */
  public int defaultVersion() {
    return 1;
  }

  public int latestVersion() {
    return versions.lastKey();
  }

  public Instant created() {
    return versions.firstEntry().getValue().created();
  }

  public boolean isSeen(Instant now) {
    return !now.isBefore(versions.firstEntry().getValue().seenFrom());
  }

  public Collection<TemplateVersion> versions(Instant now) {
    return versions.values().stream().filter(version -> isSeen(version, now)).toList();
  }

  /** By its number, {@code $Latest} or {@code $Default}. */
  public TemplateVersion version(String word, Instant now) {
    return find(word)
        .filter(version -> isSeen(version, now))
        .orElseThrow(
            () ->
                Refusal.of(
                    "InvalidLaunchTemplateId.VersionNotFound",
                    "Could not find the specified version "
                        + word
                        + " for the launch template with ID "
                        + id
                        + "."));
  }

  /** The one with this number, whether it is seen yet or not. */
  public TemplateVersion made(int number) {
    return find(String.valueOf(number))
        .orElseThrow(() -> new IllegalArgumentException("No version " + number + " of " + id));
  }

  TemplateVersion add(String description, Parameters content, Instant now, Instant seenFrom) {
    lastNumber++;
    TemplateVersion version = new TemplateVersion(lastNumber, description, content, now, seenFrom);
    versions.put(lastNumber, version);
    return version;
  }

  /** Those of the numbers that were there; the default one never is. */
  public List<Integer> delete(List<Integer> numbers) {
    return numbers.stream()
        .filter(number -> number != defaultVersion() && versions.remove(number) != null)
        .toList();
  }

  private Optional<TemplateVersion> find(String word) {
    return switch (word) {
      case "$Latest" -> Optional.of(versions.lastEntry().getValue());
      case "$Default" -> Optional.ofNullable(versions.get(defaultVersion()));
      default ->
          word.matches("[0-9]{1,9}")
              ? Optional.ofNullable(versions.get(Integer.parseInt(word)))
              : Optional.empty();
    };
  }

  private static boolean isSeen(TemplateVersion version, Instant now) {
    return !now.isBefore(version.seenFrom());
  }
}
