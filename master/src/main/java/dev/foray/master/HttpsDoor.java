package dev.foray.master;

import dev.foray.master.https.Callers;
import dev.foray.master.https.HttpsPort;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.release.CurrentRelease;
import dev.foray.master.release.Deployments;
import dev.foray.master.release.ReleaseStore;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The Master's second port, by HTTPS: how releases come in and jars go out. Open only where the
 * Master has an identity, by which it knows its callers; without one there is no port. Made and
 * closed by the {@link Master}.
 */
final class HttpsDoor implements AutoCloseable {
  private final @Nullable HttpsPort port;
  private final String host;

  /**
   * Who the Master is, and how it knows others.
   *
   * @param context presents the Master's key, and trusts its own CA alone
   */
  record Watchman(SSLContext context, Callers callers) {}

  private HttpsDoor(@Nullable HttpsPort port, String host) {
    this.port = port;
    this.host = host;
  }

  /**
   * @param watchman empty: nothing is opened
   * @throws Refused if the port can't be had
   */
  static HttpsDoor open(
      Optional<Watchman> watchman,
      MasterSettings settings,
      Ledger ledger,
      ReleaseStore releases,
      CurrentRelease current)
      throws Refused {
    if (watchman.isEmpty()) {
      return new HttpsDoor(null, settings.bind());
    }
    HttpsPort.Limits limits = HttpsPort.Limits.USUAL;
    try {
      return new HttpsDoor(
          HttpsPort.open(
              new InetSocketAddress(settings.bind(), settings.httpsPort()),
              watchman.get().context(),
              limits,
              HttpsPort.routes(ledger, new Deployments(releases, current), current, limits),
              watchman.get().callers()),
          settings.bind());
    } catch (IOException e) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "port "
              + settings.httpsPort()
              + " for releases can't be opened on "
              + settings.bind()
              + " ("
              + e.getMessage()
              + "): choose another one with --https-port, or 0 for any free one");
    }
  }

  /** Where it is; empty where nothing is open. */
  Optional<Endpoint> address() {
    return Optional.ofNullable(port).map(opened -> new Endpoint(host, opened.port()));
  }

  @Override
  public void close() {
    if (port != null) {
      port.close();
    }
  }
}
