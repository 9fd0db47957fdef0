package dev.foray.worker.code;

import dev.foray.protocol.Order;
import dev.foray.shipping.JarSum;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Fetches one jar: goes on where a broken connection, or an earlier worker, has left off, and gives
 * the file its name only when its content is what the name says. For one thread.
 */
final class JarFetch {
  private static final int PIECE = 1 << 16;

  /** How often in a row nothing may come. */
  private static final int PATIENCE = 5;

  private final JarSource source;
  private final Order.Jar jar;
  private final Path part;
  private final Duration firstPause;
  private final CountDownLatch closing;

  /**
   * @param part where it grows
   * @param firstPause behind a call in vain; it doubles with each further one
   * @param closing counted down when there is no use in it any more
   */
  JarFetch(
      JarSource source, Order.Jar jar, Path part, Duration firstPause, CountDownLatch closing) {
    this.source = source;
    this.jar = jar;
    this.part = part;
    this.firstPause = firstPause;
    this.closing = closing;
  }

  /**
   * @throws IOException if it can't be had, or what comes is not what its name says; nothing that
   *     does not verify is left
   */
  void into(Path file) throws IOException {
    boolean resumed = size() > 0;
    fill();
    if (!isRight() && resumed) {
      // What an earlier one has left may have been damaged.
      Files.deleteIfExists(part);
      fill();
    }
    if (!isRight()) {
      Files.deleteIfExists(part);
      throw new IOException(
          jar.name() + " does not verify: what the Master sent is not " + jar.sha256());
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private boolean isRight() throws IOException {
    return size() == jar.bytes() && JarSum.of(part).equals(jar.sha256());
  }

  private void fill() throws IOException {
    int inVain = 0;
    while (size() < jar.bytes()) {
      long before = size();
      try {
        more(before);
      } catch (IOException e) {
        inVain = size() > before ? 0 : inVain + 1;
        if (inVain == PATIENCE) {
          throw new IOException(
              jar.name() + " can't be fetched (" + e.getMessage() + "), tried " + inVain + " times",
              e);
        }
        pause(firstPause.toMillis() << Math.max(0, inVain - 1));
      }
    }
  }

  private void more(long have) throws IOException {
    JarSource.Part coming = source.open(jar.sha256(), have);
    try (InputStream bytes = coming.bytes();
        OutputStream out =
            coming.from() == 0
                ? Files.newOutputStream(part)
                : Files.newOutputStream(part, StandardOpenOption.APPEND)) {
      long left = jar.bytes() - coming.from();
      byte[] piece = new byte[PIECE];
      while (left > 0) {
        int read = bytes.read(piece, 0, (int) Math.min(left, piece.length));
        if (read < 0) {
          throw new EOFException("the connection broke off");
        }
        out.write(piece, 0, read);
        left -= read;
      }
    }
  }

  private long size() throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  private void pause(long millis) throws IOException {
    try {
      if (closing.await(millis, TimeUnit.MILLISECONDS)) {
        throw new IOException("the worker ends");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the worker ends", e);
    }
  }
}
