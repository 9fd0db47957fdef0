package dev.foray.cli.console;

import java.util.ArrayList;
import java.util.List;

/** Rows of a list, each column as wide as its widest text; the last one takes what is left. */
final class Columns {
  private static final int GAP = 2;
  private static final int WIDEST = 28;

  private final String[] heads;
  private final List<Cell[]> rows = new ArrayList<>();

  record Cell(Style style, String text) {
    static Cell of(String text) {
      return new Cell(Style.PLAIN, text);
    }
  }

  Columns(String... heads) {
    this.heads = heads;
  }

  void row(Cell... cells) {
    rows.add(cells);
  }

  /**
   * The heads and the rows of the choice's window.
   *
   * @param lines how many of them there is room for, with the heads
   */
  List<Line> lines(int lines, int columns, Choice choice) {
    int[] widths = widths();
    List<Line> drawn = new ArrayList<>();
    Line head = Line.empty();
    for (int column = 0; column < heads.length; column++) {
      head.add(Style.STRONG, sized(heads[column], widths, column));
    }
    drawn.add(head);
    int first = choice.window(rows.size(), Math.max(1, lines - 1));
    for (int row = first; row < rows.size() && drawn.size() < lines; row++) {
      Line line = line(rows.get(row), widths);
      drawn.add(row == choice.at() ? line.marked(columns) : line);
    }
    return drawn;
  }

  private static Line line(Cell[] cells, int[] widths) {
    Line line = Line.empty();
    for (int column = 0; column < cells.length; column++) {
      line.add(cells[column].style(), sized(cells[column].text(), widths, column));
    }
    return line;
  }

  private static String sized(String text, int[] widths, int column) {
    String seen = Glyphs.visible(text);
    return column == widths.length - 1
        ? seen
        : Glyphs.padded(seen, widths[column]) + " ".repeat(GAP);
  }

  private int[] widths() {
    int[] widths = new int[heads.length];
    for (int column = 0; column < heads.length; column++) {
      int widest = Glyphs.width(heads[column]);
      for (Cell[] row : rows) {
        widest = Math.max(widest, Glyphs.width(Glyphs.visible(row[column].text())));
      }
      widths[column] = Math.min(WIDEST, widest);
    }
    return widths;
  }
}
