package dev.foray.cli;

import dev.foray.cli.screen.Hint;
import dev.foray.settings.LayeredSettings;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where Foray keeps what it has on this host. */
final class DataDirectoryOption {
  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = {"What Foray keeps on this host;", "else FORAY_HOME, else ~/.foray."})
  private @Nullable String directory;

  Map<String, String> given() {
    return directory == null ? Map.of() : Map.of("data-dir", directory);
  }

  Path absolute(Map<String, String> environment) {
    return LayeredSettings.dataDirectory(given(), environment);
  }

  /**
   * What to type next, for the Master of this directory.
   *
   * @param runs whether it will still run
   */
  Hint hint(boolean runs) {
    return new Hint(directory == null ? "" : "--data-dir " + directory, runs);
  }
}
