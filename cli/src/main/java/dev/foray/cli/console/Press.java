package dev.foray.cli.console;

/**
 * A key that was pressed.
 *
 * @param text of TEXT: what it writes; else empty
 */
record Press(Key key, String text) {

  enum Key {
    UP,
    DOWN,
    LEFT,
    RIGHT,
    PAGE_UP,
    PAGE_DOWN,
    HOME,
    END,
    ENTER,
    ESCAPE,
    TAB,
    BACKSPACE,
    TEXT,
    /** The terminal is gone. */
    END_OF_INPUT
  }

  static Press of(Key key) {
    return new Press(key, "");
  }

  static Press text(String text) {
    return new Press(Key.TEXT, text);
  }

  boolean is(String letter) {
    return key == Key.TEXT && text.equals(letter);
  }

  /** What it means where nothing is typed: letters that move, as in vi and less. */
  Press asMove() {
    if (key != Key.TEXT) {
      return this;
    }
    return switch (text) {
      case "h" -> of(Key.LEFT);
      case "j" -> of(Key.DOWN);
      case "k" -> of(Key.UP);
      case "l" -> of(Key.RIGHT);
      case "g" -> of(Key.HOME);
      case "G" -> of(Key.END);
      case " " -> of(Key.PAGE_DOWN);
      case "b" -> of(Key.PAGE_UP);
      default -> this;
    };
  }
}
