package dev.foray.master.admin;

import dev.foray.master.ledger.Attempt;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.Watch.Cause;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Puts failures together that are alike: of one kind, and in one sentence but for its numbers and
 * what stands in quotes.
 */
final class Causes {
  private static final int MOST_CAUSES = 6;
  private static final int LONGEST = 400;
  private static final Pattern PARTICULAR = Pattern.compile("\"[^\"]*\"|'[^']*'|\\d+");

  private Causes() {}

  private record Likeness(FailureKind kind, String sentence) {}

  /** The most frequent first. */
  static List<Cause> of(List<Attempt> failed) {
    Map<Likeness, Cause> causes = new LinkedHashMap<>();
    for (Attempt attempt : failed) {
      FailureKind kind = Objects.requireNonNullElse(attempt.kind(), FailureKind.RUNNER_DIED);
      String text = Objects.requireNonNullElse(attempt.failure(), "no reason is known");
      String sentence = JobWatch.cut(text, LONGEST);
      causes.merge(
          new Likeness(kind, PARTICULAR.matcher(sentence).replaceAll("#")),
          new Cause(1, kind, attempt.id(), sentence),
          (first, next) -> new Cause(first.count() + 1, kind, first.attempt(), first.example()));
    }
    return List.copyOf(
        causes.values().stream()
            .sorted(Comparator.comparingInt(Cause::count).reversed())
            .limit(MOST_CAUSES)
            .toList());
  }
}
