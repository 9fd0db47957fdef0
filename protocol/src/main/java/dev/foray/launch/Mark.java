package dev.foray.launch;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A text by which a runner says, in what it prints, that its attempt has come to a point. It is
 * looked for there, and taken out. Unguessable, so that nothing else prints it. Made for one
 * attempt; for the one thread that drains the output.
 */
final class Mark {
  /** Stands at the beginning of each mark, and nowhere else in it. */
  private static final char FIRST = '\u0001';

  private final byte[] mark;
  private int matched;

  /** Takes what is not the mark, and hears of the mark. */
  interface Sink {
    void take(byte[] bytes, int offset, int length);

    void marked();
  }

  Mark(String text) {
    this.mark = text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * @param point what it says
   */
  static String newText(String point) {
    return FIRST + "foray-" + point + "-" + UUID.randomUUID() + "\n";
  }

  /** Hands on what is here; what may be the beginning of the mark waits for what follows. */
  void scan(byte[] bytes, int offset, int length, Sink sink) {
    int held = matched;
    int from = offset;
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      if (bytes[i] == mark[matched]) {
        matched++;
      } else if (matched > 0) {
        sink.take(mark, 0, held);
        held = 0;
        matched = bytes[i] == mark[0] ? 1 : 0;
      }
      if (matched == mark.length) {
        sink.take(bytes, from, Math.max(0, i + 1 - from - (mark.length - held)));
        matched = 0;
        held = 0;
        from = i + 1;
        sink.marked();
      }
    }
    sink.take(bytes, from, Math.max(0, end - from - (matched - held)));
  }
}
