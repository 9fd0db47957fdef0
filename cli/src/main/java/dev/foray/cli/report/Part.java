package dev.foray.cli.report;

/** A part of the page below a heading of its own. */
record Part(String id, String title, Content content) {

  /** What stands there. */
  interface Content {
    void write(Html html);
  }

  void write(Html html) {
    html.open("section", "id", id, "aria-labelledby", id + "-heading");
    html.element("h2", title, "id", id + "-heading");
    content.write(html);
    html.close();
  }
}
