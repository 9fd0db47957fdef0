package dev.foray.launch;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The text that a runner prints when its attempt has committed, looked for in what it prints: what
 * comes before is the attempt's, what follows is not. Unguessable, so that nothing else prints it.
 * Made for one attempt; for the one thread that drains the output.
 */
final class EndMark {
  /** Stands at the beginning of each mark, and nowhere else in it. */
  private static final char FIRST = '\u0001';

  private final byte[] mark;
  private int matched;

  /** Takes what is not the mark, and hears of the mark. */
  interface Sink {
    void take(byte[] bytes, int offset, int length);

    void marked();
  }

  EndMark(String text) {
    this.mark = text.getBytes(StandardCharsets.US_ASCII);
  }

  static String newText() {
    return FIRST + "foray-end-" + UUID.randomUUID() + "\n";
  }

  /** Hands on what is here; what may be the beginning of the mark waits for what follows. */
  void scan(byte[] bytes, int length, Sink sink) {
    int held = matched;
    int from = 0;
    for (int i = 0; i < length; i++) {
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
    sink.take(bytes, from, Math.max(0, length - from - (matched - held)));
  }
}
