package dev.foray.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Who sits before the console at a rehearsal: waits for what the Master answers, or half a minute,
 * looks at the help, a job and the nodes, and goes. Thread-safe, as keys and screen are two
 * threads'.
 */
final class Audience {
  /** The head of the list of jobs, or that there are none. */
  private static final Pattern ANSWERED = Pattern.compile("CLASS|There are no jobs");

  private static final byte[] TYPED = "?q\r?qqn".getBytes(StandardCharsets.US_ASCII);
  private static final long LONGEST_SECONDS = 30;

  private final CountDownLatch answered = new CountDownLatch(1);

  InputStream keys() {
    return new InputStream() {
      private int at;

      @Override
      public int read() throws IOException {
        try {
          answered.await(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
          throw new InterruptedIOException();
        }
        return at < TYPED.length ? TYPED[at++] : -1;
      }

      @Override
      public int read(byte[] into, int from, int most) throws IOException {
        int key = read();
        into[from] = (byte) key;
        return key < 0 ? key : 1;
      }
    };
  }

  OutputStream screen() {
    return new OutputStream() {
      @Override
      public void write(int each) {}

      @Override
      public void write(byte[] text, int from, int length) {
        if (ANSWERED.matcher(new String(text, from, length, StandardCharsets.UTF_8)).find()) {
          answered.countDown();
        }
      }
    };
  }
}
