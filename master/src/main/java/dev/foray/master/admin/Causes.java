package dev.foray.master.admin;

import dev.foray.master.ledger.Attempt;
import dev.foray.master.report.Likeness;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.Watch.Cause;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the failures of a job together that are alike. */
final class Causes {
  private static final int MOST_CAUSES = 6;

  /** In bytes. */
  private static final int LONGEST_EXAMPLE = 400;

  /** In characters: a key has up to 1,000, and what was wrong with it follows. */
  private static final int LONGEST_COMPARED = 1_500;

  private Causes() {}

  /** The most frequent first. */
  static List<Cause> of(List<Attempt> failed) {
    Map<Likeness, Cause> causes = new LinkedHashMap<>();
    for (Attempt attempt : failed) {
      FailureKind kind = Likeness.kind(attempt);
      String text = Likeness.text(attempt);
      String compared = text.substring(0, Math.min(text.length(), LONGEST_COMPARED));
      causes.merge(
          Likeness.of(kind, compared),
          new Cause(1, kind, attempt.id(), Weight.cut(text, LONGEST_EXAMPLE)),
          (first, next) -> new Cause(first.count() + 1, kind, first.attempt(), first.example()));
    }
    return List.copyOf(
        causes.values().stream()
            .sorted(Comparator.comparingInt(Cause::count).reversed())
            .limit(MOST_CAUSES)
            .toList());
  }
}
