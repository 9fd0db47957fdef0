package dev.foray.settings;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settings by name, from the first layer that has them: the command line, the environment ({@code
 * max-nodes} is {@code FORAY_MAX_NODES}), {@code foray.properties} in the data directory. A text of
 * blanks counts as not given. Immutable.
 */
public final class LayeredSettings {
  private static final String FILE = "foray.properties";
  private static final String VARIABLE = "FORAY_";

  private final Map<String, String> commandLine;
  private final Map<String, String> environment;
  private final Map<String, String> properties;
  private final Path file;

  private record Said(String text, String where) {}

  /**
   * What is said of a setting.
   *
   * @param origin an option, a variable, or a file and its line
   */
  public record Told(String text, String origin) {}

  private LayeredSettings(
      Map<String, String> commandLine,
      Map<String, String> environment,
      Map<String, String> properties,
      Path file) {
    this.commandLine = commandLine;
    this.environment = environment;
    this.properties = properties;
    this.file = file;
  }

  /**
   * Reads the file where there is one.
   *
   * @param commandLine by the options' long names without dashes; what was not given is not in it
   * @throws Refused if the file can't be read
   */
  public static LayeredSettings of(
      Map<String, String> commandLine, Map<String, String> environment, Path dataDirectory)
      throws Refused {
    Path file = dataDirectory.resolve(FILE);
    return new LayeredSettings(
        Map.copyOf(commandLine), Map.copyOf(environment), read(file), file.toAbsolutePath());
  }

  /** {@code --data-dir}, else {@code $FORAY_HOME}, else {@code ~/.foray}. Absolute. */
  public static Path dataDirectory(
      Map<String, String> commandLine, Map<String, String> environment) {
    return given(commandLine.get("data-dir"))
        .or(() -> given(environment.get("FORAY_HOME")))
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".foray"))
        .toAbsolutePath()
        .normalize();
  }

  public Optional<String> text(String name) {
    return said(name).map(Said::text);
  }

  /** The same, and who says it; empty where nobody does. */
  public Optional<Told> told(String name) {
    return said(name)
        .map(
            said ->
                new Told(
                    said.text(),
                    said.where().startsWith(name + " in ") ? file + lineOf(name) : said.where()));
  }

  /** The names that stand in the file, known or not. */
  public Set<String> inFile() {
    return properties.keySet();
  }

  /** Such as {@code :3}; the last line that says it counts. */
  private String lineOf(String name) {
    Pattern said = Pattern.compile("\\s*" + Pattern.quote(name) + "\\s*[=: \t].*");
    try {
      List<String> lines = Files.readAllLines(file);
      for (int at = lines.size() - 1; at >= 0; at--) {
        if (said.matcher(lines.get(at)).matches()) {
          return ":" + (at + 1);
        }
      }
    } catch (IOException e) {
      // It was there a moment ago; without its line it is still the file that says it.
    }
    return "";
  }

  /**
   * @throws Refused if the text is no whole number of at least {@code least}, naming the setting
   *     and where it was said
   */
  public int number(String name, int least, int otherwise) throws Refused {
    Optional<Said> said = said(name);
    if (said.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(said.get().text());
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The sentence below says it, for this and for a number that is too small.
    }
    throw new Refused(
        ExitCode.WRONG_USE,
        String.format(
            "%s is \"%s\": it must be a whole number from %d to %d",
            said.get().where(), said.get().text(), least, Integer.MAX_VALUE));
  }

  /**
   * The settings of the file and the environment whose names begin so, by the rest of their names.
   * A variable that no name in the file stands for gives a name in lower case with dashes.
   */
  public Map<String, String> startingWith(String prefix) {
    Map<String, String> found = new TreeMap<>();
    Map<String, String> byVariable = new TreeMap<>();
    properties.forEach(
        (name, text) -> {
          if (name.startsWith(prefix) && name.length() > prefix.length()) {
            found.put(name.substring(prefix.length()), text);
            byVariable.put(variable(name), name.substring(prefix.length()));
          }
        });
    String begin = variable(prefix);
    environment.forEach(
        (variable, text) -> {
          if (variable.startsWith(begin) && variable.length() > begin.length()) {
            String rest = variable.substring(begin.length());
            given(text)
                .ifPresent(
                    value ->
                        found.put(
                            byVariable.getOrDefault(
                                variable, rest.toLowerCase(Locale.ROOT).replace('_', '-')),
                            value));
          }
        });
    return Map.copyOf(found);
  }

  private Optional<Said> said(String name) {
    String variable = variable(name);
    return Stream.of(
            given(commandLine.get(name)).map(text -> new Said(text, "--" + name)),
            given(environment.get(variable)).map(text -> new Said(text, variable)),
            given(properties.get(name)).map(text -> new Said(text, name + " in " + file)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static String variable(String name) {
    return VARIABLE + name.toUpperCase(Locale.ROOT).replaceAll("[-.]", "_");
  }

  private static Optional<String> given(@Nullable String text) {
    return Optional.ofNullable(text).map(String::strip).filter(stripped -> !stripped.isEmpty());
  }

  private static Map<String, String> read(Path file) throws Refused {
    if (!Files.exists(file)) {
      return Map.of();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "the settings in "
              + file.toAbsolutePath()
              + " can't be read ("
              + reason(e)
              + "): make it a readable text file in UTF-8 with lines like max-nodes=4");
    }
    Map<String, String> settings = new TreeMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> settings.put(name, properties.getProperty(name)));
    return Map.copyOf(settings);
  }

  private static String reason(Exception e) {
    return switch (e.getClass().getSimpleName()) {
      case "AccessDeniedException" -> "permission denied";
      case "MalformedInputException" -> "it is not UTF-8";
      default -> String.valueOf(e.getMessage());
    };
  }
}
