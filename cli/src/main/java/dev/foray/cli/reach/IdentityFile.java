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
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * As whom a command calls a Master: the file that {@code FORAY_IDENTITY} names, else the login to
 * that Master, else the file that the Master of this data directory wrote there for whoever may
 * read it. Read anew each time, as they are renewed. Immutable.
 */
public final class IdentityFile {
  private static final String VARIABLE = "FORAY_IDENTITY";
  private static final String FILE = "admin.pem";
  private static final int PROBE_MILLIS = 5_000;

  private final @Nullable Path named;
  private final Path dataDirectory;
  private final Logins logins;

  private IdentityFile(@Nullable Path named, Path dataDirectory) {
    this.named = named;
    this.dataDirectory = dataDirectory;
    this.logins = new Logins(dataDirectory);
  }

  /**
   * @param commandLine the options that were given, by their long names without dashes
   */
  public static IdentityFile of(Map<String, String> commandLine, Map<String, String> environment) {
    String said = environment.get(VARIABLE);
    return new IdentityFile(
        said == null || said.isBlank() ? null : Path.of(said),
        LayeredSettings.dataDirectory(commandLine, environment));
  }

  /** That of the Master of this data directory, whatever the environment says. */
  static IdentityFile in(Path dataDirectory) {
    return new IdentityFile(null, dataDirectory);
  }

  /**
   * Who has no identity learns first whether it would be of use: whether anybody listens there.
   *
   * @throws Refused if there is none, or it can't be used
   * @throws NoMaster if there is none, and nobody listens
   */
  public Identity readFor(Endpoint master) throws Refused {
    Optional<Identity> found = read(master);
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
            + " who you are: ask one of its admins for an invitation (master invite), or name its"
            + " data directory with --data-dir, or an identity file with FORAY_IDENTITY.");
  }

  /**
   * @return empty where nobody named one, nobody logged in, and no Master wrote one
   * @throws Refused if it can't be used
   */
  Optional<Identity> read(Endpoint master) throws Refused {
    if (named != null) {
      return Optional.of(read(named));
    }
    Optional<Login> login = logins.at(master);
    if (login.isPresent()) {
      return login.map(Login::identity);
    }
    Path file = dataDirectory.resolve(FILE);
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  private static Identity read(Path file) throws Refused {
    try {
      return Identity.read(file);
    } catch (IOException e) {
      throw new Refused(ExitCode.WRONG_USE, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Has a login renewed whose certificate is past half of its term. Where that fails it is as good
   * as it was, and the next command tries again.
   */
  void renew(Endpoint master, Logins.Renewal renewal) throws Refused {
    if (named == null) {
      Optional<Login> login = logins.at(master);
      if (login.isPresent()) {
        logins.renew(login.get(), renewal, Instant.now());
      }
    }
  }
}
