package dev.foray.cli.reach;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.settings.LayeredSettings;
import dev.foray.transport.Identity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * As whom a command calls the Master: the file that {@code FORAY_IDENTITY} names, else the one that
 * the Master of this data directory wrote there for whoever may read it. Read anew each time, as
 * the Master renews it. Immutable.
 */
public final class IdentityFile {
  private static final String VARIABLE = "FORAY_IDENTITY";
  private static final String FILE = "admin.pem";
  private static final int PROBE_MILLIS = 5_000;

  private final Path file;
  private final boolean named;

  private IdentityFile(Path file, boolean named) {
    this.file = file;
    this.named = named;
  }

  /**
   * @param commandLine the options that were given, by their long names without dashes
   */
  public static IdentityFile of(Map<String, String> commandLine, Map<String, String> environment) {
    String said = environment.get(VARIABLE);
    return said == null || said.isBlank()
        ? in(LayeredSettings.dataDirectory(commandLine, environment))
        : new IdentityFile(Path.of(said), true);
  }

  /** That of the Master of this data directory, whatever the environment says. */
  static IdentityFile in(Path dataDirectory) {
    return new IdentityFile(dataDirectory.resolve(FILE), false);
  }

  /**
   * Who has no identity learns first whether it would be of use: whether anybody listens there.
   *
   * @throws Refused if there is none, or it can't be used
   * @throws NoMaster if there is none, and nobody listens
   */
  public Identity readFor(Endpoint master) throws Refused {
    Optional<Identity> found = read();
    if (found.isPresent()) {
      return found.get();
    }
    try (Socket probe = new Socket()) {
      probe.connect(new InetSocketAddress(master.host(), master.port()), PROBE_MILLIS);
    } catch (IOException e) {
      throw NoMaster.at(master, e);
    }
    throw new Refused(
        ExitCode.WRONG_USE,
        "Nothing here says to the Master at "
            + master
            + " who you are: name its data directory with --data-dir, or an identity file with"
            + " FORAY_IDENTITY.");
  }

  /**
   * @return empty where nobody named one, and no Master wrote one
   * @throws Refused if it can't be used
   */
  Optional<Identity> read() throws Refused {
    if (!named && !Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Identity.read(file));
    } catch (IOException e) {
      throw new Refused(ExitCode.WRONG_USE, String.valueOf(e.getMessage()));
    }
  }
}
