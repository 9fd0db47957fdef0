package dev.foray.master;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.settings.LayeredSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where the Master listens, and by which name others find it there. Immutable.
 *
 * @param address one of this host's, or all of them
 * @param advertised what nodes, people and this host's own commands dial
 * @param isForThisHostAlone whether no other machine can reach it there
 * @param port 0: any free one
 * @param httpsPort 0: any free one
 */
record Listening(
    InetAddress address, String advertised, boolean isForThisHostAlone, int port, int httpsPort) {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int USUAL_PORT = 1099;
  private static final int USUAL_HTTPS_PORT = 8443;
  private static final int GREATEST_PORT = 65_535;

  static Listening read(LayeredSettings layers) throws Refused {
    String bind = layers.text("bind").orElse(LOOPBACK);
    int port = port(layers, "port", USUAL_PORT);
    InetAddress address = address(bind);
    String advertised = advertised(layers, bind);
    return new Listening(
        address,
        advertised,
        address.isLoopbackAddress() || address(advertised).isLoopbackAddress(),
        port,
        port(layers, "https-port", port == 0 ? 0 : USUAL_HTTPS_PORT));
  }

  private static String advertised(LayeredSettings layers, String bind) throws Refused {
    String advertised = layers.text("advertise").orElse(bind);
    if (address(advertised).isAnyLocalAddress()) {
      throw new Refused(
          ExitCode.WRONG_USE,
          advertised
              + " means each address of this host, and nobody can dial that: say with --advertise by"
              + " which name or address others reach it");
    }
    return advertised;
  }

  private static InetAddress address(String host) throws Refused {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "no host "
              + host
              + " is known here: --bind takes an address of this host, --advertise a"
              + " name or address of it that others reach");
    }
  }

  private static int port(LayeredSettings layers, String name, int usual) throws Refused {
    int port = layers.number(name, 0, usual);
    if (port > GREATEST_PORT) {
      throw new Refused(
          ExitCode.WRONG_USE,
          name + " " + port + " is not possible: choose one of 1 to 65535, or 0 for any free one");
    }
    return port;
  }

  Endpoint at(int openedPort) {
    return new Endpoint(advertised, openedPort);
  }

  @Override
  public String toString() {
    return address.getHostAddress() + ":" + port;
  }
}
