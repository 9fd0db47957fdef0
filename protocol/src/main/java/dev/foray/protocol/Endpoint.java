package dev.foray.protocol;

import java.io.Serializable;

/** A host and a port that one dials, printed {@code 127.0.0.1:1099}. */
public record Endpoint(String host, int port) implements Serializable {

  /**
   * Reads {@code host:port} or {@code host}.
   *
   * @throws IllegalArgumentException if the text is neither; the message is one for a user
   */
  public static Endpoint parse(String text, int defaultPort) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? text : text.substring(0, colon);
    try {
      int port = colon < 0 ? defaultPort : Integer.parseInt(text.substring(colon + 1));
      if (host.isEmpty() || port < 0 || port > 65_535) {
        throw new NumberFormatException();
      }
      return new Endpoint(host, port);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no address: write it as host:port", e);
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
