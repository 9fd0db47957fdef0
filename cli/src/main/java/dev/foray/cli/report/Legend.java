package dev.foray.cli.report;

/** What the colours of a picture mean, in words, below it. */
final class Legend {
  private final Html html;

  private Legend(Html html) {
    this.html = html;
  }

  static Legend begin(Html html) {
    html.open("figcaption").open("ul", "class", "legend");
    return new Legend(html);
  }

  Legend entry(String css, String text) {
    html.open("li");
    html.open("svg", "viewBox", "0 0 12 12", "class", "swatch", "aria-hidden", "true");
    html.empty("rect", "class", css, "width", "12", "height", "12");
    html.close();
    html.text(text).close();
    return this;
  }

  void end() {
    html.close().close();
  }
}
