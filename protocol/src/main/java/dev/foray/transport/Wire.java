package dev.foray.transport;

import dev.foray.protocol.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;

/**
 * The one place where a connection's two ends become what calls travel over. Plain sockets now;
 * mutual TLS wraps them here, in {@link #dial} and {@link #accepted}, and nowhere else.
 */
final class Wire {
  private Wire() {}

  /** Connects within {@link Transport#CONNECT}. */
  static Socket dial(Endpoint endpoint) throws IOException {
    InetSocketAddress address = new InetSocketAddress(endpoint.host(), endpoint.port());
    if (address.isUnresolved()) {
      throw new UnknownHostException(endpoint.host() + " is no host that this one knows");
    }
    return connected(address);
  }

  private static Socket connected(SocketAddress address) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(address, Math.toIntExact(Transport.CONNECT.toMillis()));
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * The called side. Called in the accept loop, so it reads nothing: what has to be read first is
   * read in {@link AcceptedSocket#getInputStream}, on the connection's own thread.
   */
  static Socket accepted(AcceptedSocket socket) {
    return socket;
  }
}
