package dev.foray.cli.report;

import dev.foray.cli.screen.Amounts;

/** Text from elsewhere so that all of it is seen: what has no shape of its own is given one. */
final class Visible {
  private static final int LONGEST = 2_000;
  private static final char PICTURES = '\u2400';
  private static final char PICTURE_OF_DELETE = '\u2421';
  private static final char UNKNOWN = '\ufffd';

  private Visible() {}

  /** Two thousand characters or few more; of a longer text it says how long that is. */
  static String text(String text) {
    return text(text, LONGEST);
  }

  /**
   * @param most characters that are shown, whatever those of the text become
   */
  static String text(String text, int most) {
    StringBuilder shown = new StringBuilder(Math.min(text.length(), most));
    int at = 0;
    while (at < text.length() && shown.length() < most) {
      int each = text.codePointAt(at);
      append(shown, each);
      at += Character.charCount(each);
    }
    if (at < text.length()) {
      shown.append("… (").append(Amounts.count(text.length(), "character")).append(')');
    }
    return shown.toString();
  }

  private static void append(StringBuilder shown, int each) {
    if (each < ' ') {
      shown.append((char) (PICTURES + each));
    } else if (each == '\u007f') {
      shown.append(PICTURE_OF_DELETE);
    } else if (isUnpaired(each)) {
      shown.append(UNKNOWN);
    } else if (hasNoShape(each)) {
      shown.append(String.format("⟨U+%04X⟩", each));
    } else {
      shown.appendCodePoint(each);
    }
  }

  private static boolean isUnpaired(int each) {
    return each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE;
  }

  /** Of these, some turn the text around that follows. */
  private static boolean hasNoShape(int each) {
    int type = Character.getType(each);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.PRIVATE_USE
        || type == Character.UNASSIGNED;
  }
}
