package dev.foray.master.report;

import dev.foray.master.ledger.Attempt;
import dev.foray.protocol.FailureKind;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What failures have in common that are alike: their kind, and their sentence but for its numbers,
 * what stands in quotes, keys, and what a log ended with.
 */
public record Likeness(FailureKind kind, String sentence) {
  private static final Pattern PARTICULAR =
      Pattern.compile(
          "(?<=for the key ).*?(?=: |, and \\d)|\"[^\"]*\"|'[^']*'|\\d+", Pattern.DOTALL);
  private static final Pattern ASIDE =
      Pattern.compile("; (in map then: |its log ends).*", Pattern.DOTALL);

  public static Likeness of(FailureKind kind, String sentence) {
    String common = ASIDE.matcher(sentence).replaceAll("");
    return new Likeness(kind, PARTICULAR.matcher(common).replaceAll("#"));
  }

  public static FailureKind kind(Attempt attempt) {
    return Objects.requireNonNullElse(attempt.kind(), FailureKind.RUNNER_DIED);
  }

  public static String text(Attempt attempt) {
    return Objects.requireNonNullElse(attempt.failure(), "no reason is known");
  }
}
