package dev.foray.cli.reach;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.settings.LayeredSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  private static final int USUAL_HTTPS_PORT = 8443;

  /** Begins the second line of the file. */
  private static final String HTTPS = "https ";

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
    Optional<String> text = said.or(this::written);
    if (text.isPresent()) {
      return parse(text.get());
    }
    return login().map(Login::master).orElseGet(() -> new Endpoint("127.0.0.1", USUAL_PORT));
  }

  /** With the usual port where none is said. */
  public static Endpoint parse(String text) throws Refused {
    return parse(text, USUAL_PORT);
  }

  private static Endpoint parse(String text, int usualPort) throws Refused {
    try {
      return Endpoint.parse(text, usualPort);
    } catch (IllegalArgumentException e) {
      throw new Refused(ExitCode.WRONG_USE, String.valueOf(e.getMessage()));
    }
  }

  /** The one to the Master that is meant, if there is one. */
  private Optional<Login> login() throws Refused {
    Logins logins = new Logins(dataDirectory);
    Optional<String> text = said.or(this::written);
    return text.isPresent() ? logins.at(parse(text.get())) : logins.sole();
  }

  /**
   * Where the Master takes releases.
   *
   * @throws Refused if it says that it takes none
   */
  public Endpoint https() throws Refused {
    Optional<Login> login = login();
    if (login.isPresent()) {
      return login.get().https();
    }
    if (said.isPresent()) {
      return new Endpoint(find().host(), USUAL_HTTPS_PORT);
    }
    String written =
        lines().stream()
            .filter(line -> line.startsWith(HTTPS))
            .findFirst()
            .orElseThrow(
                () ->
                    new Refused(
                        ExitCode.NO_MASTER,
                        "No Master of "
                            + dataDirectory
                            + " takes releases: start one, or name one with --master."));
    return parse(written.substring(HTTPS.length()), USUAL_HTTPS_PORT);
  }

  /** What a Master wrote into the data directory; it may be gone by now. */
  Optional<String> written() {
    return lines().stream().findFirst().filter(line -> !line.isEmpty());
  }

  private List<String> lines() {
    try {
      return Files.readString(dataDirectory.resolve(FILE)).lines().map(String::trim).toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
