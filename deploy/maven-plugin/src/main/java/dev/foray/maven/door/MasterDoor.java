package dev.foray.maven.door;

import dev.foray.protocol.Endpoint;
import dev.foray.settings.LayeredSettings;
import dev.foray.transport.Identity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;

/**
 * The HTTPS door of one Master: the one that was named, else the one that uses this machine's Foray
 * home. No other is ever assumed. Immutable.
 *
 * @param https where it is
 * @param rmi its other port, for commands
 * @param home the Foray home of who calls
 * @param identity the file that says as whom one calls
 * @param said who says where the door is, for a message
 */
public record MasterDoor(Endpoint https, Endpoint rmi, Path home, Path identity, String said) {
  private static final String ADDRESS = "master.address";
  private static final String SECURE = "https ";
  private static final int HTTPS_PORT = 8443;
  private static final int RMI_PORT = 1099;

  /**
   * @param master {@code host:port}; null: that of the home
   * @param rmi {@code host:port}; null: as usual
   */
  public static MasterDoor find(
      @Nullable String master, @Nullable String rmi, Map<String, String> environment)
      throws MojoFailureException {
    Path home = LayeredSettings.dataDirectory(Map.of(), environment);
    Path identity =
        Optional.ofNullable(environment.get("FORAY_IDENTITY"))
            .filter(file -> !file.isBlank())
            .map(Path::of)
            .orElse(home.resolve("admin.pem"));
    if (master == null) {
      return ofHome(home, identity, rmi);
    }
    Endpoint https = parse(master, HTTPS_PORT);
    Endpoint other = parse(rmi == null ? https.host() : rmi, RMI_PORT);
    return new MasterDoor(https, other, home, identity, "foray.master");
  }

  private static MasterDoor ofHome(Path home, Path identity, @Nullable String rmi)
      throws MojoFailureException {
    Path file = home.resolve(ADDRESS);
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new MojoFailureException(
          "no Master uses "
              + home
              + " (there is no "
              + ADDRESS
              + " in it): start one with \"master start\", or name another with"
              + " -Dforay.master=HOST:PORT");
    }
    if (lines.size() < 2 || !lines.get(1).startsWith(SECURE)) {
      throw new MojoFailureException(
          file
              + " names no HTTPS port, so that Master is older than this plugin: start one of the"
              + " plugin's version");
    }
    return new MasterDoor(
        parse(lines.get(1).substring(SECURE.length()).strip(), HTTPS_PORT),
        parse(rmi == null ? lines.get(0).strip() : rmi, RMI_PORT),
        home,
        identity,
        file.toString());
  }

  private static Endpoint parse(String text, int port) throws MojoFailureException {
    try {
      return Endpoint.parse(text, port);
    } catch (IllegalArgumentException e) {
      throw new MojoFailureException(e.getMessage());
    }
  }

  public URI uri() {
    return URI.create("https://" + https);
  }

  /** Who calls, and whom it trusts to be the Master. */
  public SSLContext context() throws MojoFailureException {
    try {
      return Identity.read(identity).context();
    } catch (IOException e) {
      throw new MojoFailureException(e.getMessage());
    }
  }

  /** What to say when the Master can't be reached. */
  public String unreachable(IOException failure) {
    String why = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    return "the call to the Master at " + https + ", which " + said + " names, failed: " + why;
  }

  @Override
  public String toString() {
    return "the Master at " + https;
  }
}
