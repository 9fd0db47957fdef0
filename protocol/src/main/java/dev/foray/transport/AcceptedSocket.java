package dev.foray.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The called side of a connection. Its thread shakes hands when it first asks for a stream, never
 * the accept loop, and is from then on the thread of that {@link Caller}. Tells its {@link
 * Listener} once that it is closed.
 */
final class AcceptedSocket extends SecuredSocket {
  /**
   * RMI lets whoever calls from its own host change the registry. Nobody may from outside this
   * process, and from an address like this one nobody can.
   */
  private static final InetAddress FROM_NOWHERE = new InetSocketAddress(0).getAddress();

  private final BoundedSocket plain;
  private final Greeting greeting;
  private volatile @Nullable SSLSocket secured;
  private boolean left;

  /** What happens to a connection at its beginning and its end. */
  interface Greeting {
    /**
     * @throws IOException if the other end is not let in
     */
    SSLSocket greet(BoundedSocket plain) throws IOException;

    void closed(AcceptedSocket socket);
  }

  AcceptedSocket(BoundedSocket plain, Greeting greeting) {
    super(plain);
    this.plain = plain;
    this.greeting = greeting;
  }

  /** Where the other end really is. */
  InetAddress peer() {
    return plain.getInetAddress();
  }

  @Override
  SSLSocket secured() throws IOException {
    SSLSocket known = secured;
    if (known != null) {
      return known;
    }
    Caller.leave();
    try {
      SSLSocket greeted = greeting.greet(plain);
      secured = greeted;
      Caller.enter(Wire.peerOf(greeted));
      return greeted;
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public InetAddress getInetAddress() {
    return FROM_NOWHERE;
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return new InetSocketAddress(FROM_NOWHERE, getPort());
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      super.close();
    } finally {
      if (!left) {
        left = true;
        greeting.closed(this);
      }
    }
  }
}
