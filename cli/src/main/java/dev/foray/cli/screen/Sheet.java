package dev.foray.cli.screen;

import java.util.ArrayList;
import java.util.List;

/**
 * Headed rows below a title. A row with the heading of the one above shows it once; further lines
 * of a text stand below its first.
 */
public final class Sheet {
  private final List<String> lines = new ArrayList<>();
  private String heading = "";

  public Sheet(String title) {
    lines.add(title);
  }

  /** Nothing where the text is empty. */
  public Sheet row(String heading, String text) {
    if (!text.isEmpty()) {
      String shown = heading.equals(this.heading) ? "" : heading;
      for (String line : text.lines().toList()) {
        lines.add(String.format("  %-11s%s", shown, line).stripTrailing());
        shown = "";
      }
      this.heading = heading;
    }
    return this;
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }
}
