package dev.foray.cli.console;

/** Which row of a list is chosen, and which one stands at the top. Used by one thread. */
final class Choice {
  private int at;
  private int top;
  private int page = 10;

  int at() {
    return at;
  }

  void choose(int row) {
    at = row;
  }

  /**
   * Moves by a key.
   *
   * @return whether the key was one that moves
   */
  boolean move(Press press, int count) {
    int to =
        switch (press.key()) {
          case UP -> at - 1;
          case DOWN -> at + 1;
          case PAGE_UP -> at - page;
          case PAGE_DOWN -> at + page;
          case HOME -> 0;
          case END -> count - 1;
          case LEFT, RIGHT, ENTER, ESCAPE, TAB, BACKSPACE, TEXT, END_OF_INPUT -> Integer.MIN_VALUE;
        };
    if (to == Integer.MIN_VALUE) {
      return false;
    }
    at = Math.max(0, Math.min(count - 1, to));
    return true;
  }

  /** The first row that is to be shown, so that the chosen one is. */
  int window(int count, int rows) {
    page = Math.max(1, rows - 1);
    at = Math.max(0, Math.min(count - 1, at));
    if (at < top) {
      top = at;
    }
    if (at >= top + rows) {
      top = at - rows + 1;
    }
    top = Math.max(0, Math.min(top, count - rows));
    return top;
  }
}
