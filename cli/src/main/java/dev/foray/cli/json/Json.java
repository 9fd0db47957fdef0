package dev.foray.cli.json;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON of maps, lists, numbers, booleans and nulls; all else as its text. Indented by two
 * spaces, or on one line; members in the order of the map.
 */
public final class Json {
  private final StringBuilder text = new StringBuilder();
  private final String indent;

  private Json(String indent) {
    this.indent = indent;
  }

  public static String of(@Nullable Object value) {
    Json json = new Json("  ");
    json.write(value, "\n");
    return json.text.toString();
  }

  /** The same on one line. */
  public static String line(@Nullable Object value) {
    Json json = new Json("");
    json.write(value, "");
    return json.text.toString();
  }

  private void write(@Nullable Object value, String newLine) {
    if (value instanceof Map<?, ?> members) {
      writeObject(members, newLine);
    } else if (value instanceof List<?> elements) {
      writeArray(elements, newLine);
    } else if (value instanceof Double number) {
      text.append(Double.isFinite(number) ? String.format(Locale.ROOT, "%.3f", number) : "null");
    } else if (value == null || value instanceof Number || value instanceof Boolean) {
      text.append(value);
    } else {
      writeText(value.toString());
    }
  }

  private void writeObject(Map<?, ?> members, String newLine) {
    Iterator<? extends Map.Entry<?, ?>> each = members.entrySet().iterator();
    text.append('{');
    while (each.hasNext()) {
      Map.Entry<?, ?> member = each.next();
      text.append(newLine).append(indent);
      writeText(String.valueOf(member.getKey()));
      text.append(": ");
      write(member.getValue(), newLine + indent);
      text.append(each.hasNext() ? "," : newLine);
    }
    text.append('}');
  }

  private void writeArray(List<?> elements, String newLine) {
    Iterator<?> each = elements.iterator();
    text.append('[');
    while (each.hasNext()) {
      text.append(newLine).append(indent);
      write(each.next(), newLine + indent);
      text.append(each.hasNext() ? "," : newLine);
    }
    text.append(']');
  }

  private void writeText(String characters) {
    text.append('"');
    characters.chars().forEach(character -> writeCharacter((char) character));
    text.append('"');
  }

  private void writeCharacter(char character) {
    switch (character) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> {
        if (character < ' ' || character == '\u007f' || Character.isSurrogate(character)) {
          text.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
        } else {
          text.append(character);
        }
      }
    }
  }
}
