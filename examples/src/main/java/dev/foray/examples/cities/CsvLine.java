package dev.foray.examples.cities;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of a comma-separated file as RFC 4180 describes it, without line breaks inside a field.
 */
final class CsvLine {
  private final String line;
  private int position;

  private CsvLine(String line) {
    this.line = line;
  }

  /** The fields of a line, without their quotes; at least one. */
  static List<String> fields(String line) {
    CsvLine rest = new CsvLine(line);
    List<String> fields = new ArrayList<>();
    do {
      fields.add(rest.at('"') ? rest.quoted() : rest.plain());
    } while (rest.skip(','));
    if (rest.position < line.length()) {
      throw new IllegalArgumentException("text after a closing quote in the line: " + line);
    }
    return fields;
  }

  private String plain() {
    int comma = line.indexOf(',', position);
    int end = comma < 0 ? line.length() : comma;
    String field = line.substring(position, end);
    position = end;
    return field;
  }

  private String quoted() {
    StringBuilder field = new StringBuilder();
    while (skip('"')) {
      int quote = line.indexOf('"', position);
      if (quote < 0) {
        throw new IllegalArgumentException("no closing quote in the line: " + line);
      }
      field.append(line, position, quote);
      position = quote + 1;
      if (at('"')) {
        field.append('"');
      }
    }
    return field.toString();
  }

  private boolean skip(char wanted) {
    boolean there = at(wanted);
    position += there ? 1 : 0;
    return there;
  }

  private boolean at(char wanted) {
    return position < line.length() && line.charAt(position) == wanted;
  }
}
