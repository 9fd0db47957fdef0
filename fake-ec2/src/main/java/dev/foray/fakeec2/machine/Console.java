package dev.foray.fakeec2.machine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The newest 64 KiB of what a machine has said. Thread-safe. */
final class Console {
  private static final int KEPT = 64 * 1024;

  private final StringBuilder text = new StringBuilder();

  /** Until the machine says nothing any more: it is gone then. */
  void readAll(InputStream output) throws IOException {
    byte[] buffer = new byte[8192];
    int read;
    while ((read = output.read(buffer)) >= 0) {
      add(new String(buffer, 0, read, StandardCharsets.UTF_8));
    }
  }

  synchronized void add(String said) {
    text.append(said);
    if (text.length() > KEPT) {
      text.delete(0, text.length() - KEPT);
    }
  }

  synchronized String text() {
    return text.toString();
  }
}
