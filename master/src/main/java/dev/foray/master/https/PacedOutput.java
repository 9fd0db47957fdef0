package dev.foray.master.https;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The answer to a call, which has to be read: each piece within one term. For one thread. */
final class PacedOutput extends FilterOutputStream {
  private final CallWatch watch;

  PacedOutput(OutputStream out, CallWatch watch) {
    super(out);
    this.watch = watch;
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    watch.waits(watch.term());
    try {
      out.write(buffer, offset, length);
    } finally {
      watch.waitsNoMore();
    }
  }

  @Override
  public void close() throws IOException {
    watch.waits(watch.term());
    try {
      super.close();
    } finally {
      watch.waitsNoMore();
    }
  }
}
