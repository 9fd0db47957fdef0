package dev.foray.cli.console;

import java.util.ArrayDeque;
import java.util.Deque;

/** How busy the slots were since the console was opened, a mark a look. Used by one thread. */
final class Sparkline {
  private static final int MOST = 300;
  private static final String MARKS = "▁▂▃▄▅▆▇█";

  private final Deque<Integer> values = new ArrayDeque<>();

  void add(int value) {
    values.addLast(value);
    if (values.size() > MOST) {
      values.removeFirst();
    }
  }

  /** The newest ones, at most so many. */
  String marks(int most) {
    int highest = Math.max(1, values.stream().mapToInt(Integer::intValue).max().orElse(1));
    StringBuilder marks = new StringBuilder();
    values.stream()
        .skip(Math.max(0, values.size() - most))
        .forEach(
            value ->
                marks.append(
                    value == 0
                        ? ' '
                        : MARKS.charAt(
                            Math.min(MARKS.length() - 1, value * (MARKS.length() - 1) / highest))));
    return marks.toString();
  }
}
