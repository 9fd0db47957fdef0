package dev.foray.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
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
  private @Nullable InputStream input;

  /** From now on reads end by then. */
  void bound(Duration limit) {
    limitMillis = limit.toMillis();
    deadline = System.nanoTime() + limit.toNanos();
  }

  /** Reads take as long as they take again. */
  void unbound() throws IOException {
    deadline = null;
    setSoTimeout(0);
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
