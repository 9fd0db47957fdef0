package dev.foray.benchmarks.compare;

import java.util.List;
import java.util.stream.Stream;

/** A table for a terminal: the first column to the left, numbers to the right. */
final class TextTable {
  private TextTable() {}

  static String of(List<String> head, List<List<String>> rows) {
    int[] widths = new int[head.size()];
    Stream.concat(Stream.of(head), rows.stream())
        .forEach(
            row -> {
              for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
              }
            });
    StringBuilder text = new StringBuilder();
    Stream.concat(Stream.of(head), rows.stream()).forEach(row -> append(text, widths, row));
    return text.toString();
  }

  private static void append(StringBuilder text, int[] widths, List<String> row) {
    for (int i = 0; i < widths.length; i++) {
      String pad = " ".repeat(widths[i] - row.get(i).length());
      text.append(i == 0 ? row.get(i) + pad : "   " + pad + row.get(i));
    }
    text.append('\n');
  }
}
