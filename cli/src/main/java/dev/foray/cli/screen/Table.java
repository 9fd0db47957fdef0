package dev.foray.cli.screen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Columns below their headings, two spaces apart. Numbers stand to the right. Not thread-safe. */
public final class Table {
  private static final String GAP = "  ";
  private static final Pattern NUMBERS = Pattern.compile("[\\d,./]*");

  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... headings) {
    rows.add(List.of(headings));
  }

  /** One cell for each heading. */
  public Table row(String... cells) {
    if (cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException(
          "a row of " + cells.length + " cells under " + rows.get(0).size() + " headings");
    }
    rows.add(Arrays.stream(cells).map(Table::cell).toList());
    return this;
  }

  /**
   * The lines, the headings first.
   *
   * @param width the last column is cut to end there; 0: nothing is cut
   */
  public List<String> lines(int width) {
    int[] widths = widths();
    List<Boolean> numbers = IntStream.range(0, widths.length).mapToObj(this::isNumbers).toList();
    return rows.stream().map(row -> line(row, widths, numbers, width)).toList();
  }

  /** Its first line. */
  private static String cell(String text) {
    return Plain.line(text.lines().findFirst().orElse(""));
  }

  private int[] widths() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      Arrays.setAll(widths, column -> Math.max(widths[column], row.get(column).length()));
    }
    return widths;
  }

  private static String line(List<String> row, int[] widths, List<Boolean> numbers, int width) {
    StringBuilder line = new StringBuilder();
    int last = row.size() - 1;
    for (int column = 0; column < last; column++) {
      String blank = " ".repeat(widths[column] - row.get(column).length());
      line.append(numbers.get(column) ? blank + row.get(column) : row.get(column) + blank);
      line.append(GAP);
    }
    int room = width == 0 ? Integer.MAX_VALUE : Math.max(4, width - line.length());
    return line.append(Amounts.cut(row.get(last), room)).toString().stripTrailing();
  }

  private boolean isNumbers(int column) {
    return rows.stream().skip(1).allMatch(row -> NUMBERS.matcher(row.get(column)).matches());
  }
}
