package dev.foray.master;

import dev.foray.master.doctor.Finding;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is read of {@code master doctor}: a line each as it is found, or all as JSON at the end. */
final class DoctorScreen {
  private final PrintStream out;
  private final boolean json;
  private final List<Finding> findings = new ArrayList<>();

  DoctorScreen(PrintStream out, boolean json) {
    this.out = out;
    this.json = json;
  }

  void show(Finding finding) {
    findings.add(finding);
    if (!json) {
      out.printf(
          Locale.ROOT,
          "%-8s %-24s %s%n",
          word(finding.state()),
          finding.subject(),
          line(finding.sentence()));
    }
  }

  void end() {
    if (json) {
      out.println(
          findings.stream()
              .map(DoctorScreen::object)
              .collect(Collectors.joining(",\n  ", "[\n  ", "\n]")));
    }
  }

  private static String word(Finding.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** What others say may have more, and must not move a terminal's cursor. */
  private static String line(String sentence) {
    return sentence.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?");
  }

  private static String object(Finding finding) {
    return "{\"state\": %s, \"subject\": %s, \"found\": %s, \"mend\": %s}"
        .formatted(
            text(word(finding.state())),
            text(finding.subject()),
            text(finding.found()),
            text(finding.mend()));
  }

  private static String text(String characters) {
    return '"' + line(characters).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
