package dev.foray.cli.console;

import java.util.ArrayList;
import java.util.List;

/** A line of a screen, put together from the left. Each text is made safe as it comes in. */
final class Line {
  private final List<Piece> pieces = new ArrayList<>();

  private record Piece(Style style, String text) {}

  static Line of(Style style, String text) {
    return new Line().add(style, text);
  }

  static Line empty() {
    return new Line();
  }

  /** A text on as many lines as it needs, between words; at most so many. */
  static List<Line> wrapped(Style style, String text, int columns, int most) {
    List<Line> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : Glyphs.visible(text).split(" ", -1)) {
      if (line.length() > 0 && Glyphs.width(line.toString()) + 1 + Glyphs.width(word) > columns) {
        lines.add(of(style, line.toString()));
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(of(style, line.toString()));
    return lines.subList(0, Math.min(most, lines.size()));
  }

  Line add(Style style, String text) {
    pieces.add(new Piece(style, Glyphs.visible(text)));
    return this;
  }

  Line add(String text) {
    return add(Style.PLAIN, text);
  }

  int width() {
    return pieces.stream().mapToInt(piece -> Glyphs.width(piece.text())).sum();
  }

  /** The same in one style, as wide as the screen. */
  Line marked(int columns) {
    return of(Style.BAR, Glyphs.padded(plain(columns), columns));
  }

  /** Blanks up to a column. */
  Line to(int column) {
    return add(" ".repeat(Math.max(0, column - width())));
  }

  /** Without its styles, cut to so many columns, no blanks at its end. */
  String plain(int columns) {
    StringBuilder text = new StringBuilder();
    pieces.forEach(piece -> text.append(piece.text()));
    return Glyphs.cut(text.toString(), columns).stripTrailing();
  }

  /** For a terminal: cut to so many columns, and no style left on at its end. */
  String drawn(int columns, boolean colour) {
    StringBuilder text = new StringBuilder();
    int left = columns;
    for (Piece piece : pieces) {
      String cut = Glyphs.cut(piece.text(), left);
      if (!cut.isEmpty()) {
        text.append(piece.style().sequence(colour)).append(cut);
        left -= Glyphs.width(cut);
      }
    }
    return text.append(Style.PLAIN.sequence(colour)).toString();
  }
}
