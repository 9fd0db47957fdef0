package dev.foray.cli.console;

import dev.foray.protocol.ChunkState;
import java.util.ArrayList;
import java.util.List;

/**
 * The chunks as cells: one cell a chunk where there is room, else one for several, which can be
 * opened until each has its own. Used by one thread.
 */
final class GridView {
  private final Grid grid;
  private int first;
  private int end = Integer.MAX_VALUE;
  private int chosen;
  private int columns = 1;
  private int perCell = 1;

  GridView(Grid grid) {
    this.grid = grid;
  }

  int chosen() {
    return chosen;
  }

  int perCell() {
    return perCell;
  }

  void choose(int chunk) {
    chosen = chunk;
    if (chunk < first || chunk >= end) {
      widen();
    }
  }

  /** Shows the chunks of the chosen cell alone. */
  void narrow() {
    int cell = (chosen - first) / perCell;
    int begin = first + cell * perCell;
    end = Math.min(grid.size(), begin + perCell);
    first = begin;
    chosen = begin;
  }

  /**
   * Shows all chunks again.
   *
   * @return false: it did already
   */
  boolean widen() {
    boolean narrowed = first > 0 || end < grid.size();
    first = 0;
    end = Integer.MAX_VALUE;
    return narrowed;
  }

  boolean move(Press press) {
    int by =
        switch (press.key()) {
          case LEFT -> -perCell;
          case RIGHT -> perCell;
          case UP -> -perCell * columns;
          case DOWN -> perCell * columns;
          case HOME -> -grid.size();
          case END -> grid.size();
          case PAGE_UP, PAGE_DOWN, ENTER, ESCAPE, TAB, BACKSPACE, TEXT, END_OF_INPUT -> 0;
        };
    if (by == 0) {
      return false;
    }
    int last = Math.min(end, grid.size()) - 1;
    chosen = Math.max(first, Math.min(last, chosen + by));
    return true;
  }

  List<Line> lines(int rows, int width) {
    int shown = Math.min(end, grid.size()) - first;
    columns = Math.max(1, width);
    perCell = Math.max(1, (shown + columns * rows - 1) / (columns * Math.max(1, rows)));
    List<Line> lines = new ArrayList<>();
    for (int row = 0; row < rows && first + row * columns * perCell < first + shown; row++) {
      lines.add(line(first + row * columns * perCell, first + shown));
    }
    return lines;
  }

  private Line line(int begin, int limit) {
    Line line = Line.empty();
    for (int cell = 0; cell < columns; cell++) {
      int chunk = begin + cell * perCell;
      if (chunk >= limit) {
        break;
      }
      char letter = grid.letter(chunk, Math.min(limit, chunk + perCell));
      boolean isChosen = chosen >= chunk && chosen < chunk + perCell;
      line.add(isChosen ? Style.BAR : Grid.Cell.style(letter), String.valueOf(letter));
    }
    return line;
  }

  /** What the chosen cell is. */
  String words() {
    int last = Math.min(grid.size(), chosen + perCell) - 1;
    if (perCell > 1) {
      return "chunks " + chosen + " to " + last;
    }
    ChunkState state = grid.at(chosen);
    return "chunk-" + chosen + (state == null ? "" : " " + state);
  }
}
