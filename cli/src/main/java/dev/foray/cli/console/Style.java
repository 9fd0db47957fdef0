package dev.foray.cli.console;

/**
 * How a piece of text looks. No colour says what a letter does not say too, and each of them is
 * read on a dark terminal and on a light one; what is plain has the terminal's own colour.
 */
enum Style {
  PLAIN("0", "0"),
  STRONG("0;1", "0;1"),
  FAINT("0;2", "0;2"),
  BAR("0;7", "0;7"),
  GOOD("0;32", "0"),
  BUSY("0;36", "0;1"),
  WARNING("0;35", "0;1"),
  BAD("0;1;31", "0;1");

  private final String coloured;
  private final String uncoloured;

  Style(String coloured, String uncoloured) {
    this.coloured = coloured;
    this.uncoloured = uncoloured;
  }

  /** The sequence that turns it on, and all others off. */
  String sequence(boolean colour) {
    return "\u001b[" + (colour ? coloured : uncoloured) + "m";
  }
}
