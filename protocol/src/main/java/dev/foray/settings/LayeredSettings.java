package dev.foray.settings;

import dev.foray.protocol.Refused;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Settings by name, from the first layer that has them: the command line, the environment ({@code
 * max-nodes} is {@code FORAY_MAX_NODES}), {@code foray.properties} in the data directory.
 * Immutable.
 */
public final class LayeredSettings {
  private LayeredSettings() {}

  /**
   * Reads the file where there is one.
   *
   * @param commandLine by the options' long names without dashes; what was not given is not in it
   * @throws Refused if the file can't be read
   */
  public static LayeredSettings of(
      Map<String, String> commandLine, Map<String, String> environment, Path dataDirectory)
      throws Refused {
    throw new AssertionError("to be written " + commandLine + environment + dataDirectory);
  }

  /** {@code --data-dir}, else {@code $FORAY_HOME}, else {@code ~/.foray}. Absolute. */
  public static Path dataDirectory(
      Map<String, String> commandLine, Map<String, String> environment) {
    throw new AssertionError("to be written " + commandLine + environment);
  }

  public Optional<String> text(String name) {
    throw new AssertionError("to be written " + name);
  }

  /**
   * @throws Refused if the text is no whole number of at least {@code least}, naming the setting
   *     and where it was said
   */
  public int number(String name, int least, int otherwise) throws Refused {
    throw new AssertionError("to be written " + name + least + otherwise);
  }

  /**
   * The settings of the file and the environment whose names begin so, by the rest of their names.
   */
  public Map<String, String> startingWith(String prefix) {
    throw new AssertionError("to be written " + prefix);
  }
}
