package dev.foray.master.notify;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One JSON object on one line: numbers as they are, all else as text. Stateless. */
final class JsonText {
  private JsonText() {}

  static String of(Map<String, ? extends @Nullable Object> members) {
    return members.entrySet().stream()
        .map(member -> text(member.getKey()) + ":" + value(member.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String value(@Nullable Object value) {
    return value == null || value instanceof Number
        ? String.valueOf(value)
        : text(value.toString());
  }

  private static String text(String characters) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < characters.length(); i++) {
      char character = characters.charAt(i);
      if (character == '"' || character == '\\') {
        text.append('\\').append(character);
      } else if (character < ' '
          || character == '\u007f'
          || Character.isSurrogate(character)
          || Character.getType(character) == Character.FORMAT) {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
      } else {
        text.append(character);
      }
    }
    return text.append('"').toString();
  }
}
