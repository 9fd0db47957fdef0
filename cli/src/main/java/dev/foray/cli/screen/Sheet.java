package dev.foray.cli.screen;

import java.util.ArrayList;
import java.util.List;

/** Headed rows below a title. A row with the heading of the one above shows it once. */
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
      lines.add(String.format("  %-11s%s", shown, text).stripTrailing());
      this.heading = heading;
    }
    return this;
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }
}
