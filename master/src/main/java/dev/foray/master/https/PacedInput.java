package dev.foray.master.https;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * The body of a call, which has to keep coming: for 16 KiB of it the client may take one term. For
 * one thread.
 */
final class PacedInput extends FilterInputStream {
  private static final int ENOUGH = 1 << 14;

  private final CallWatch watch;
  private long since;
  private Duration patience;

  PacedInput(InputStream in, CallWatch watch) {
    super(in);
    this.watch = watch;
    this.patience = watch.term();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    long begin = System.nanoTime();
    watch.waits(patience);
    try {
      int read = super.read(buffer, offset, length);
      since += Math.max(0, read);
      return read;
    } finally {
      watch.waitsNoMore();
      patience = since >= ENOUGH ? watch.term() : patience.minusNanos(System.nanoTime() - begin);
      since = since >= ENOUGH ? 0 : since;
    }
  }
}
