package dev.foray.cli.follow;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets those lines of a log through that somebody asked for: with a pattern in them, and not from
 * before a moment. A line without a time is as old as the one before it. A line that is not whole
 * yet waits for its rest, up to a bound. Used by one thread.
 */
public final class LineFilter implements Consumer<String> {
  private static final int LONGEST_LINE = 1 << 20;
  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:\\d\\d))\\b.*",
          Pattern.DOTALL);

  private final @Nullable Pattern wanted;
  private final @Nullable Instant since;
  private final Consumer<String> out;
  private final StringBuilder unfinished = new StringBuilder();
  private boolean isTime;

  /**
   * @param wanted looked for in each line; null: all lines
   * @param since null: whenever
   */
  public LineFilter(@Nullable Pattern wanted, @Nullable Instant since, Consumer<String> out) {
    this.wanted = wanted;
    this.since = since;
    this.out = out;
    this.isTime = since == null;
  }

  @Override
  public void accept(String text) {
    if (wanted == null && since == null) {
      out.accept(text);
      return;
    }
    StringBuilder shown = new StringBuilder();
    int begin = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
      unfinished.append(text, begin, end);
      take(shown);
      begin = end + 1;
    }
    unfinished.append(text, begin, text.length());
    if (unfinished.length() > LONGEST_LINE) {
      take(shown);
    }
    give(shown);
  }

  /** Nothing more comes: what is left is a line too. */
  public void end() {
    if (!unfinished.isEmpty()) {
      StringBuilder shown = new StringBuilder();
      take(shown);
      give(shown);
    }
  }

  private void give(StringBuilder shown) {
    if (!shown.isEmpty()) {
      out.accept(shown.toString());
    }
  }

  private void take(StringBuilder shown) {
    String line = unfinished.toString();
    unfinished.setLength(0);
    look(line);
    if (isTime && (wanted == null || wanted.matcher(line).find())) {
      shown.append(line).append('\n');
    }
  }

  /** A log may be of several attempts of a job, or of a clock that was put back. */
  private void look(String line) {
    Matcher matcher = since == null ? null : TIME.matcher(line);
    if (matcher != null && matcher.matches()) {
      try {
        isTime = !OffsetDateTime.parse(matcher.group(1)).toInstant().isBefore(since);
      } catch (DateTimeException e) {
        // It only looks like a time: the line is as old as the one before it.
      }
    }
  }
}
