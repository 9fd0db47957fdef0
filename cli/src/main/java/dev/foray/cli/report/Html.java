package dev.foray.cli.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML and the SVG in it. Whatever comes from elsewhere goes through {@link #text} or an
 * attribute, which escape it; nothing else does. Not thread-safe.
 */
final class Html {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> tags = new ArrayDeque<>();

  /**
   * @param attributes names, each before its value
   */
  Html open(String tag, String... attributes) {
    begin(tag, attributes);
    out.append('>');
    tags.push(tag);
    return this;
  }

  /** Closes what was opened last. */
  Html close() {
    out.append("</").append(tags.pop()).append(">\n");
    return this;
  }

  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** One that has nothing in it. */
  Html empty(String tag, String... attributes) {
    begin(tag, attributes);
    out.append("/>\n");
    return this;
  }

  Html text(String text) {
    escape(Visible.text(text));
    return this;
  }

  /** Text whose letters may run from right to left, which then turns nothing around beside it. */
  Html foreign(String text) {
    return open("bdi").text(text).close();
  }

  /** Code of ours, as it stands. */
  Html style(String css) {
    out.append("<style>\n").append(css).append("</style>\n");
    return this;
  }

  private void begin(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int at = 0; at < attributes.length; at += 2) {
      out.append(' ').append(attributes[at]).append("=\"");
      escape(Visible.text(attributes[at + 1], Integer.MAX_VALUE));
      out.append('"');
    }
  }

  private void escape(String text) {
    for (int at = 0; at < text.length(); at++) {
      char each = text.charAt(at);
      switch (each) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(each);
      }
    }
  }

  @Override
  public String toString() {
    if (!tags.isEmpty()) {
      throw new IllegalStateException("not closed: " + tags);
    }
    return out.toString();
  }
}
