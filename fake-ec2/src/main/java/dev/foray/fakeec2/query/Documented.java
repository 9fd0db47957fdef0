package dev.foray.fakeec2.query;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that an action's documentation knows, from the action's file in {@code
 * documented}: a line each, {@code Filter.n.Name string required one|two}. Immutable.
 */
public final class Documented {
  private static final Map<String, Optional<Documented>> READ = new ConcurrentHashMap<>();
  private static final Pattern NUMBER = Pattern.compile("(?<=\\.)[0-9]+(?=\\.|$)");
  private static final Set<String> ALWAYS = Set.of("Action", "Version");

  private final Map<String, Parameter> parameters;

  private record Parameter(String path, String type, boolean required, List<String> values) {

    /** What has to be there for this one to be asked for; empty at the top. */
    String parent() {
      int dot = path.lastIndexOf('.');
      return dot < 0 ? "" : path.substring(0, dot);
    }
  }

  private Documented(Map<String, Parameter> parameters) {
    this.parameters = parameters;
  }

  /** Nothing where the fake has no such action. */
  public static Optional<Documented> of(String action) {
    if (!action.matches("[A-Za-z]+")) {
      return Optional.empty();
    }
    return READ.computeIfAbsent(action, Documented::read);
  }

  /**
   * Refuses what the documentation does not have.
   *
   * @throws Refusal {@code UnknownParameter}, {@code MissingParameter}, {@code
   *     InvalidParameterValue}
   */
  public void check(Parameters request) {
    Map<String, List<String>> byPath = new LinkedHashMap<>();
    request
        .all()
        .forEach(
            (name, value) -> {
              if (!ALWAYS.contains(name)) {
                String path = NUMBER.matcher(name).replaceAll("n");
                byPath.computeIfAbsent(path, key -> new ArrayList<>()).add(name);
                checkOne(name, path, value);
              }
            });
    for (Parameter parameter : parameters.values()) {
      if (parameter.required()) {
        checkPresent(parameter, byPath);
      }
    }
  }

  private void checkOne(String name, String path, String value) {
    Parameter parameter = parameters.get(path);
    if (parameter == null) {
      throw Refusal.of("UnknownParameter", "The parameter " + name + " is not recognized");
    }
    if (!fits(parameter, value)) {
      throw Refusal.invalid(
          name,
          value,
          parameter.values().isEmpty()
              ? "It must be of type " + parameter.type() + "."
              : "It must be one of " + String.join(", ", parameter.values()) + ".");
    }
  }

  private static void checkPresent(Parameter parameter, Map<String, List<String>> byPath) {
    if (!present(parameter.path(), byPath)
        && (parameter.parent().isEmpty() || present(parameter.parent(), byPath))) {
      throw Refusal.missing(parameter.path());
    }
  }

  private static boolean present(String path, Map<String, List<String>> byPath) {
    return byPath.keySet().stream()
        .anyMatch(name -> name.equals(path) || name.startsWith(path + "."));
  }

  private static boolean fits(Parameter parameter, String value) {
    try {
      switch (parameter.type()) {
        case "integer" -> Integer.parseInt(value);
        case "long" -> Long.parseLong(value);
        case "double", "float" -> Double.parseDouble(value);
        case "timestamp" -> OffsetDateTime.parse(value);
        case "boolean" -> {
          return value.equals("true") || value.equals("false");
        }
        default -> {
          return parameter.values().isEmpty() || parameter.values().contains(value);
        }
      }
      return true;
    } catch (NumberFormatException | DateTimeException e) {
      return false;
    }
  }

  private static Optional<Documented> read(String action) {
    try (@Nullable InputStream file =
        Documented.class.getResourceAsStream("documented/" + action + ".txt")) {
      if (file == null) {
        return Optional.empty();
      }
      Map<String, Parameter> parameters = new LinkedHashMap<>();
      for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (!line.isBlank()) {
          Parameter parameter = parameter(line.split(" ", -1));
          parameters.put(parameter.path(), parameter);
        }
      }
      return Optional.of(new Documented(parameters));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Parameter parameter(String[] words) {
    boolean required = words.length > 2 && words[2].equals("required");
    String last = words[words.length - 1];
    boolean chosen = words.length > (required ? 3 : 2);
    return new Parameter(
        words[0], words[1], required, chosen ? List.of(last.split("\\|", -1)) : List.of());
  }
}
