package dev.foray.master;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the Master can be measured: on loopback as plain text for whoever uses this host, elsewhere
 * for whoever has a certificate. Immutable.
 */
record MetricsBind(InetSocketAddress address) {
  private static final Pattern TEXT = Pattern.compile("(.+):(\\d{1,5})");
  private static final int GREATEST_PORT = 65_535;

  /**
   * @param text {@code HOST:PORT}
   */
  static MetricsBind parse(String text) throws Refused {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > GREATEST_PORT) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "metrics-bind is \""
              + text
              + "\": write an address of this host and a port, such as"
              + " 127.0.0.1:9469");
    }
    try {
      InetAddress host = InetAddress.getByName(matcher.group(1));
      return new MetricsBind(new InetSocketAddress(host, Integer.parseInt(matcher.group(2))));
    } catch (UnknownHostException e) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "metrics-bind names the host "
              + matcher.group(1)
              + ", which is not known here: give an"
              + " address of this host");
    }
  }

  Endpoint endpoint() {
    return new Endpoint(address.getAddress().getHostAddress(), address.getPort());
  }

  boolean isForThisHostAlone() {
    return address.getAddress().isLoopbackAddress();
  }
}
