package dev.foray.transport;

import dev.foray.protocol.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/**
 * The one place where a connection's two ends become what calls travel over: TLS 1.3, a certificate
 * at each end, sessions resumed, the handshake bounded in time.
 */
final class Wire {
  static final String TLS = "TLSv1.3";

  private Wire() {}

  /**
   * Connects within {@link Transport#CONNECT}, and shakes hands within {@link Transport#GREETING}.
   *
   * @throws IOException if nobody answers, or somebody else than the one expected there
   */
  static DialedSocket dial(Endpoint endpoint, Identity identity, Party expected)
      throws IOException {
    InetSocketAddress address = new InetSocketAddress(endpoint.host(), endpoint.port());
    if (address.isUnresolved()) {
      throw new UnknownHostException(endpoint.host() + " is no host that this one knows");
    }
    BoundedSocket plain = new BoundedSocket();
    try {
      plain.connect(address, Math.toIntExact(Transport.CONNECT.toMillis()));
      plain.setTcpNoDelay(true);
      plain.setKeepAlive(true);
      SSLSocket socket =
          (SSLSocket)
              identity
                  .context()
                  .getSocketFactory()
                  .createSocket(plain, endpoint.host(), endpoint.port(), true);
      plain.awaitVerdict();
      shakeHands(socket, plain, Transport.greeting());
      Party answering = peerOf(socket).party();
      if (!answering.equals(expected)) {
        throw new SSLPeerUnverifiedException("there answers " + answering + ", not " + expected);
      }
      return new DialedSocket(plain, socket);
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  /** The called side; on the connection's own thread, as it reads. */
  static SSLSocket answer(BoundedSocket plain, Identity identity, Duration limit)
      throws IOException {
    SSLSocket socket =
        (SSLSocket) identity.context().getSocketFactory().createSocket(plain, null, true);
    socket.setUseClientMode(false);
    socket.setNeedClientAuth(true);
    shakeHands(socket, plain, limit);
    return socket;
  }

  private static void shakeHands(SSLSocket socket, BoundedSocket plain, Duration limit)
      throws IOException {
    socket.setEnabledProtocols(new String[] {TLS});
    plain.bound(limit);
    socket.startHandshake();
    plain.unbound();
  }

  /** Who the other end has shown to be. */
  static Caller peerOf(SSLSocket socket) throws IOException {
    return Caller.of(socket.getSession());
  }
}
