package dev.foray.cli.console;

import org.jline.utils.WCWidth;

/**
 * Text from elsewhere as it may stand in a column: control characters are made visible, what turns
 * text around or has no width is left out, and widths are counted in columns.
 */
final class Glyphs {
  private static final int LONGEST = 4_000;
  private static final int PICTURES = 0x2400;
  private static final int DELETE = 0x7f;

  private Glyphs() {}

  /** One line of it; of a very long one, the beginning. */
  static String visible(String text) {
    String some = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    StringBuilder seen = new StringBuilder(some.length());
    some.codePoints().forEach(point -> append(seen, point));
    return seen.toString();
  }

  private static void append(StringBuilder seen, int point) {
    if (point == '\t') {
      seen.append("  ");
    } else if (point < ' ') {
      seen.appendCodePoint(PICTURES + point);
    } else if (point == DELETE) {
      seen.append('\u2421');
    } else if (Character.isISOControl(point) || isLoneSurrogate(point)) {
      seen.append('?');
    } else if (WCWidth.wcwidth(point) > 0) {
      seen.appendCodePoint(point);
    }
  }

  private static boolean isLoneSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  /** In columns. */
  static int width(String text) {
    return text.codePoints().map(point -> Math.max(0, WCWidth.wcwidth(point))).sum();
  }

  /** So many columns of it at most; what is cut ends with an ellipsis. */
  static String cut(String text, int columns) {
    if (width(text) <= columns) {
      return text;
    }
    StringBuilder some = new StringBuilder();
    int used = 0;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int point = text.codePointAt(at);
      used += Math.max(0, WCWidth.wcwidth(point));
      if (used > columns - 1) {
        break;
      }
      some.appendCodePoint(point);
    }
    return columns < 1 ? "" : some.append('…').toString();
  }

  /** What is left of it behind so many columns. */
  static String from(String text, int columns) {
    int used = 0;
    int at = 0;
    while (at < text.length() && used < columns) {
      int point = text.codePointAt(at);
      used += Math.max(0, WCWidth.wcwidth(point));
      at += Character.charCount(point);
    }
    return text.substring(at);
  }

  /** Exactly so many columns of it. */
  static String padded(String text, int columns) {
    String cut = cut(text, columns);
    return cut + " ".repeat(Math.max(0, columns - width(cut)));
  }
}
