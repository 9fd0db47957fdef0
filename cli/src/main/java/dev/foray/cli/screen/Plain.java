package dev.foray.cli.screen;

/**
 * Text from elsewhere as it may go to a terminal: what would move the cursor, colour, hide or turn
 * around what stands there is a question mark. Jobs name their keys, and print what they like.
 */
final class Plain {
  private static final char INSTEAD = '?';

  private Plain() {}

  /** Ends of lines and tabs stay. */
  static String text(String text) {
    return plain(text.replace("\r\n", "\n"), true);
  }

  /** For a place that has one line. */
  static String line(String text) {
    return plain(text, false);
  }

  private static String plain(String text, boolean severalLines) {
    StringBuilder changed = null;
    for (int at = 0; at < text.length(); at++) {
      char each = text.charAt(at);
      boolean fine = severalLines && (each == '\n' || each == '\t');
      if (!fine && (Character.isISOControl(each) || turnsAround(each))) {
        changed = changed == null ? new StringBuilder(text) : changed;
        changed.setCharAt(at, INSTEAD);
      }
    }
    return changed == null ? text : changed.toString();
  }

  /** Unicode's embeddings, overrides and isolates. */
  private static boolean turnsAround(char each) {
    return (each >= '\u202a' && each <= '\u202e') || (each >= '\u2066' && each <= '\u2069');
  }
}
