package dev.foray.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table: a caption, headings, rows of which the first cell is what the row is about. Numbers
 * stand to the right. Not thread-safe.
 */
final class Grid {
  private final String caption;
  private final List<String> headings = new ArrayList<>();
  private final List<Align> aligns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  private enum Align {
    NUMBER("number"),
    TEXT("text"),
    NAME("name");

    private final String css;

    Align(String css) {
      this.css = css;
    }
  }

  Grid(String caption) {
    this.caption = caption;
  }

  Grid number(String heading) {
    return column(heading, Align.NUMBER);
  }

  /** Words, which may be long. */
  Grid words(String heading) {
    return column(heading, Align.TEXT);
  }

  /** A name or a moment, which is not broken. */
  Grid name(String heading) {
    return column(heading, Align.NAME);
  }

  private Grid column(String heading, Align align) {
    headings.add(heading);
    aligns.add(align);
    return this;
  }

  /** One cell for each heading. */
  Grid row(String... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException(
          "a row of " + cells.length + " cells under " + headings.size() + " headings");
    }
    rows.add(List.of(cells));
    return this;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Columns in which nothing stands are left out, but for the first. */
  void write(Html html) {
    List<Integer> shown =
        IntStream.range(0, headings.size()).filter(this::isFilled).boxed().toList();
    html.open("div", "class", "scroll").open("table").element("caption", caption);
    html.open("thead").open("tr");
    for (int column : shown) {
      html.element("th", headings.get(column), "scope", "col", "class", aligns.get(column).css);
    }
    html.close().close().open("tbody");
    rows.forEach(row -> write(html, row, shown));
    html.close().close().close();
  }

  private boolean isFilled(int column) {
    return column == 0 || rows.stream().anyMatch(row -> !row.get(column).isEmpty());
  }

  private void write(Html html, List<String> row, List<Integer> shown) {
    html.open("tr");
    for (int column : shown) {
      String css = aligns.get(column).css;
      if (column == 0) {
        html.open("th", "scope", "row", "class", css);
      } else {
        html.open("td", "class", css);
      }
      html.foreign(row.get(column)).close();
    }
    html.close();
  }
}
