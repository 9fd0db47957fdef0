package dev.foray.fakeec2.query;

import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;

/** An answer's text while it is written, element by element. For one thread. */
public final class Xml {
  private final StringBuilder text = new StringBuilder();

  /** An element with others in it. */
  public Xml element(String name, Runnable content) {
    text.append('<').append(name).append('>');
    content.run();
    text.append("</").append(name).append('>');
    return this;
  }

  /** An element with a value in it. */
  public Xml value(String name, Object value) {
    text.append('<').append(name).append('>');
    escape(String.valueOf(value));
    text.append("</").append(name).append('>');
    return this;
  }

  public Xml value(String name, Optional<?> value) {
    value.ifPresent(present -> value(name, present));
    return this;
  }

  /** A list in EC2's way: each thing is an {@code item}. */
  public <T> Xml items(String name, Collection<T> things, BiConsumer<Xml, T> content) {
    return element(
        name, () -> things.forEach(thing -> element("item", () -> content.accept(this, thing))));
  }

  /** The whole of an answer that is no XML. */
  public void verbatim(String json) {
    text.append(json);
  }

  /** What was written elsewhere. */
  public Xml raw(Xml other) {
    text.append(other.text);
    return this;
  }

  /** For lists of plain values: the value is all that an item has. */
  public static void itself(Xml xml, Object value) {
    xml.escape(String.valueOf(value));
  }

  /** The outermost element, with its namespace. */
  public static String document(String name, String namespace, Xml content) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<"
        + name
        + (namespace.isEmpty() ? "" : " xmlns=\"" + namespace + "\"")
        + ">"
        + content
        + "</"
        + name
        + ">";
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> text.append("&amp;");
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '"' -> text.append("&quot;");
        default -> text.append(c);
      }
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
