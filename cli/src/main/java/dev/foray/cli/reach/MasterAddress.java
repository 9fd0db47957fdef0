package dev.foray.cli.reach;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.settings.LayeredSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the Master is: what {@code --master}, {@code FORAY_MASTER} or {@code foray.properties}
 * says, else what the Master of this data directory wrote there, else the one that this person is
 * logged in to, else this host's usual port. Looked up anew each time, as a Master that is started
 * again may have another port. Immutable.
 */
public final class MasterAddress {
  private static final String FILE = "master.address";
  private static final int USUAL_PORT = 1099;

  private final Optional<String> said;
  private final Path dataDirectory;

  private MasterAddress(Optional<String> said, Path dataDirectory) {
    this.said = said;
    this.dataDirectory = dataDirectory;
  }

  /**
   * @param commandLine the options that were given, by their long names without dashes
   */
  public static MasterAddress of(Map<String, String> commandLine, Map<String, String> environment)
      throws Refused {
    Path dataDirectory = LayeredSettings.dataDirectory(commandLine, environment);
    return new MasterAddress(
        LayeredSettings.of(commandLine, environment, dataDirectory).text("master"), dataDirectory);
  }

  /** The Master of this data directory, whatever settings say. */
  static MasterAddress in(Path dataDirectory) {
    return new MasterAddress(Optional.empty(), dataDirectory);
  }

  public Endpoint find() throws Refused {
    try {
      Optional<String> text = said.or(this::written);
      return text.isPresent() ? parse(text.get()) : elsewhere();
    } catch (IllegalArgumentException e) {
      throw new Refused(ExitCode.WRONG_USE, String.valueOf(e.getMessage()));
    }
  }

  /** With the usual port where none is said. */
  public static Endpoint parse(String text) {
    return Endpoint.parse(text, USUAL_PORT);
  }

  private Endpoint elsewhere() throws Refused {
    return new Logins(dataDirectory)
        .sole()
        .map(Login::master)
        .orElseGet(() -> new Endpoint("127.0.0.1", USUAL_PORT));
  }

  /** What a Master wrote into the data directory; it may be gone by now. */
  Optional<String> written() {
    try {
      return Files.readString(dataDirectory.resolve(FILE)).lines().findFirst().map(String::trim);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
