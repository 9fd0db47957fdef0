package dev.foray.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The called side of a connection. Its thread waits for a first byte in {@link #getInputStream}, no
 * longer than the greeting's limit, so that a connection that says nothing holds no thread for
 * long. Tells its {@link Listener} once that it is closed. Used by one thread, closed by any.
 */
final class AcceptedSocket extends Socket {
  private final Duration greeting;
  private final Consumer<AcceptedSocket> onClose;
  private @Nullable InputStream input;
  private boolean left;

  AcceptedSocket(Duration greeting, Consumer<AcceptedSocket> onClose) {
    this.greeting = greeting;
    this.onClose = onClose;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    InputStream opened = input;
    if (opened == null) {
      opened = greeted(super.getInputStream());
      input = opened;
    }
    return opened;
  }

  private InputStream greeted(InputStream raw) throws IOException {
    int usual = getSoTimeout();
    setSoTimeout(Math.toIntExact(greeting.toMillis()));
    PushbackInputStream stream = new PushbackInputStream(raw);
    try {
      int first = stream.read();
      if (first >= 0) {
        stream.unread(first);
      }
    } catch (SocketTimeoutException e) {
      close();
      throw e;
    }
    setSoTimeout(usual);
    return stream;
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      super.close();
    } finally {
      if (!left) {
        left = true;
        onClose.accept(this);
      }
    }
  }
}
