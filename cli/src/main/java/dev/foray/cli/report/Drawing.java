package dev.foray.cli.report;

/**
 * An SVG picture with a title and a description for whoever does not see it. Sizes are those of its
 * view box; it is as wide as the page.
 */
final class Drawing {
  static final int WIDTH = 960;

  private final Html html;

  private Drawing(Html html) {
    this.html = html;
  }

  /**
   * @param name of this picture on the page, for its ids
   */
  static Drawing begin(Html html, String name, int height, String title, String description) {
    html.open(
        "svg",
        "viewBox",
        "0 0 " + WIDTH + " " + height,
        "role",
        "img",
        "aria-labelledby",
        name + "-title " + name + "-text");
    html.element("title", title, "id", name + "-title");
    html.element("desc", description, "id", name + "-text");
    return new Drawing(html);
  }

  void end() {
    html.close();
  }

  void rect(String css, double left, double top, double right, double bottom) {
    html.empty("rect", box(css, left, top, right, bottom));
  }

  /** One that says what it is when it is pointed at. */
  void rect(String css, double left, double top, double right, double bottom, String title) {
    html.open("rect", box(css, left, top, right, bottom)).element("title", title).close();
  }

  private static String[] box(String css, double left, double top, double right, double bottom) {
    return new String[] {
      "class",
      css,
      "x",
      Axis.written(left),
      "y",
      Axis.written(top),
      "width",
      Axis.written(Math.max(0, right - left)),
      "height",
      Axis.written(Math.max(0, bottom - top))
    };
  }

  void line(String css, double x1, double y1, double x2, double y2) {
    html.empty(
        "line",
        "class",
        css,
        "x1",
        Axis.written(x1),
        "y1",
        Axis.written(y1),
        "x2",
        Axis.written(x2),
        "y2",
        Axis.written(y2));
  }

  void path(String css, String path) {
    html.empty("path", "class", css, "d", path);
  }

  /**
   * @param anchor {@code start}, {@code middle} or {@code end}
   */
  void text(String anchor, double x, double y, String text) {
    html.element("text", text, "class", anchor, "x", Axis.written(x), "y", Axis.written(y));
  }
}
