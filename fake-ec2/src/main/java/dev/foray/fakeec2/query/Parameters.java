package dev.foray.fakeec2.query;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The named values of one request, or a part of them below a prefix. Lists are numbered from 1 in
 * the names, {@code InstanceId.1}; numbers may have gaps. Immutable.
 */
public final class Parameters {
  private static final Pattern JSON_MEMBER =
      Pattern.compile("\"(\\w+)\"\\s*:\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([\\w.+-]+))");

  private final TreeMap<String, String> values;

  public Parameters(Map<String, String> values) {
    this.values = new TreeMap<>(values);
  }

  /** From the body of a form, or what follows the question mark of an address. */
  public static Parameters ofForm(String form) {
    Map<String, String> values = new TreeMap<>();
    for (String pair : form.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        values.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return new Parameters(values);
  }

  /** From a JSON object that has texts, numbers and booleans in it, and nothing deeper. */
  public static Parameters ofFlatJson(String json) {
    Map<String, String> values = new TreeMap<>();
    Matcher member = JSON_MEMBER.matcher(json);
    while (member.find()) {
      String text = member.group(2) == null ? member.group(3) : member.group(2);
      values.put(member.group(1), text.replace("\\/", "/").replace("\\\"", "\""));
    }
    return new Parameters(values);
  }

  /** Each by its full name, sorted. */
  public Map<String, String> all() {
    return Collections.unmodifiableMap(values);
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  public String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  public String required(String name) {
    return text(name).orElseThrow(() -> Refusal.missing(name));
  }

  /** Documented parameters of this kind were checked to be numbers before. */
  public int number(String name, int otherwise) {
    return text(name).map(Integer::parseInt).orElse(otherwise);
  }

  public boolean flag(String name) {
    return text(name).map(Boolean::parseBoolean).orElse(false);
  }

  /** What stands below {@code name.}, without it. */
  public Parameters below(String name) {
    TreeMap<String, String> below = new TreeMap<>();
    String prefix = name + ".";
    values
        .subMap(prefix, name + "/")
        .forEach((key, value) -> below.put(key.substring(prefix.length()), value));
    return new Parameters(below);
  }

  /** The values of {@code name.1}, {@code name.2} and so on, in the order of their numbers. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (int number : numbersBelow(name)) {
      text(name + "." + number).ifPresent(texts::add);
    }
    return texts;
  }

  /** What stands below {@code name.1}, {@code name.2} and so on, in the order of their numbers. */
  public List<Parameters> parts(String name) {
    return numbersBelow(name).stream().map(number -> below(name + "." + number)).toList();
  }

  /** Those whose full names pass. */
  public Parameters where(Predicate<String> name) {
    TreeMap<String, String> kept = new TreeMap<>(values);
    kept.keySet().removeIf(name.negate());
    return new Parameters(kept);
  }

  /**
   * These laid over others: of each name up to its first dot all comes from one side, and from here
   * where both have it.
   */
  public Parameters over(Parameters others) {
    TreeMap<String, String> merged = new TreeMap<>(values);
    TreeSet<String> heads = new TreeSet<>();
    values.keySet().forEach(name -> heads.add(head(name)));
    others.values.forEach(
        (name, value) -> {
          if (!heads.contains(head(name))) {
            merged.put(name, value);
          }
        });
    return new Parameters(merged);
  }

  private SortedSet<Integer> numbersBelow(String name) {
    TreeSet<Integer> numbers = new TreeSet<>();
    String prefix = name + ".";
    for (String key : values.subMap(prefix, name + "/").keySet()) {
      String number = head(key.substring(prefix.length()));
      if (number.matches("[0-9]{1,6}")) {
        numbers.add(Integer.parseInt(number));
      }
    }
    return numbers;
  }

  private static String head(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Parameters parameters && parameters.values.equals(values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
