package dev.foray.transport;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The plain connection under TLS. While a handshake is under way all reads together take no longer
 * than its limit, so that one byte a second holds no thread for long. Used by one thread, closed by
 * any.
 */
final class BoundedSocket extends Socket {
  private @Nullable Long deadline;
  private long limitMillis;
  private int former;
  private @Nullable InputStream input;
  private @Nullable OutputStream output;
  private boolean awaitsVerdict;

  /** From now on reads end by then. */
  void bound(Duration limit) throws IOException {
    former = getSoTimeout();
    limitMillis = limit.toMillis();
    deadline = System.nanoTime() + limit.toNanos();
  }

  /** Each read takes as long as it could before. */
  void unbound() throws IOException {
    deadline = null;
    setSoTimeout(former);
  }

  /**
   * For the calling side, which goes on to send while its certificate is looked at. Until the first
   * read behind the handshake, a write that fails is not to be heard of: why the other side has
   * ended the connection arrived before, and is read next.
   */
  void awaitVerdict() {
    awaitsVerdict = true;
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    OutputStream opened = output;
    if (opened == null) {
      opened = new Unheard(super.getOutputStream());
      output = opened;
    }
    return opened;
  }

  private final class Unheard extends FilterOutputStream {
    Unheard(OutputStream plain) {
      super(plain);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        if (!awaitsVerdict) {
          throw e;
        }
      }
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    InputStream opened = input;
    if (opened == null) {
      opened = new Bounded(super.getInputStream());
      input = opened;
    }
    return opened;
  }

  private final class Bounded extends FilterInputStream {
    Bounded(InputStream plain) {
      super(plain);
    }

    @Override
    public int read() throws IOException {
      limit();
      return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      limit();
      return super.read(bytes, offset, length);
    }

    private void limit() throws IOException {
      Long until = deadline;
      if (until == null) {
        awaitsVerdict = false;
        return;
      }
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new SocketTimeoutException("the handshake took longer than " + limitMillis + " ms");
      }
      setSoTimeout(Math.toIntExact(left));
    }
  }
}
