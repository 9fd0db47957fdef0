package dev.foray.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The called side of a connection, as RMI sees it. Its thread shakes hands when it first asks for a
 * stream, never the accept loop, and is from then on the thread of that {@link Caller}. Tells its
 * {@link Listener} once that it is closed. Used by one thread, closed by any.
 */
final class AcceptedSocket extends Socket {
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
    this.plain = plain;
    this.greeting = greeting;
  }

  /** Where the other end really is. */
  InetAddress peer() {
    return plain.getInetAddress();
  }

  private SSLSocket secured() throws IOException {
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
  public InputStream getInputStream() throws IOException {
    return secured().getInputStream();
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return secured().getOutputStream();
  }

  @Override
  public InetAddress getInetAddress() {
    return FROM_NOWHERE;
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return new InetSocketAddress(FROM_NOWHERE, plain.getPort());
  }

  @Override
  public int getPort() {
    return plain.getPort();
  }

  @Override
  public int getLocalPort() {
    return plain.getLocalPort();
  }

  @Override
  public InetAddress getLocalAddress() {
    return plain.getLocalAddress();
  }

  @Override
  public void setTcpNoDelay(boolean on) throws SocketException {
    plain.setTcpNoDelay(on);
  }

  @Override
  public void setKeepAlive(boolean on) throws SocketException {
    plain.setKeepAlive(on);
  }

  @Override
  public synchronized void setSoTimeout(int timeout) throws SocketException {
    plain.setSoTimeout(timeout);
  }

  @Override
  public synchronized int getSoTimeout() throws SocketException {
    return plain.getSoTimeout();
  }

  @Override
  public boolean isConnected() {
    return plain.isConnected();
  }

  @Override
  public boolean isClosed() {
    return plain.isClosed();
  }

  @Override
  public void shutdownInput() throws IOException {
    plain.shutdownInput();
  }

  /** Without a farewell, which a peer that does not read could hold up. */
  @Override
  public synchronized void close() throws IOException {
    try {
      plain.close();
    } finally {
      if (!left) {
        left = true;
        greeting.closed(this);
      }
    }
  }
}
