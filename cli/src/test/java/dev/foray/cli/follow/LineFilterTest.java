package dev.foray.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineFilterTest {
  private static final String LOG =
      """
      begins
      2026-11-29T10:00:00.000+01:00 INFO  [map-1] A: one
        more of one
      2026-11-29T10:05:00.000+01:00 WARN  [map-1] A: two
        more of two
      """;
  private final StringBuilder shown = new StringBuilder();

  private LineFilter filter(@Nullable String wanted, @Nullable String since) {
    return new LineFilter(
        wanted == null ? null : Pattern.compile(wanted),
        since == null ? null : Instant.parse(since),
        shown::append);
  }

  @Test
  void linesWithThePatternAreShownAlsoWhereAPieceEndsInOne() {
    LineFilter filter = filter("more of (one|two)", null);
    for (int at = 0; at < LOG.length(); at += 7) {
      filter.accept(LOG.substring(at, Math.min(LOG.length(), at + 7)));
    }
    filter.end();
    assertThat(shown).hasToString("  more of one\n  more of two\n");
  }

  @Test
  void lineWithoutATimeIsAsOldAsTheOneBeforeIt() {
    LineFilter filter = filter(null, "2026-11-29T09:05:00Z");
    filter.accept(LOG);
    filter.end();
    assertThat(shown)
        .hasToString("2026-11-29T10:05:00.000+01:00 WARN  [map-1] A: two\n  more of two\n");
  }

  @Test
  void lastLineMayLackItsEnd() {
    LineFilter filter = filter("o", null);
    filter.accept("one\nno end");
    filter.end();
    assertThat(shown).hasToString("one\nno end\n");
  }

  @Test
  void lineWithoutAnEndDoesNotFillTheMemory() {
    LineFilter filter = filter("x", null);
    String much = "x".repeat(1 << 18);
    for (int i = 0; i < 8; i++) {
      filter.accept(much);
    }
    assertThat(shown).isNotEmpty();
  }

  @Test
  void withoutAWishTextGoesThroughAsItIs() {
    LineFilter filter = filter(null, null);
    filter.accept("no end yet");
    assertThat(shown).hasToString("no end yet");
  }

  @Test
  void whatLooksLikeATimeAndIsNoneIsALineLikeOthers() {
    LineFilter filter = filter(null, "2026-11-29T09:05:00Z");
    filter.accept("2026-11-29T10:06:00.000+01:00 A\n2026-99-29T10:05:00.000+01:00 B\n");
    assertThat(shown).contains(" B\n");
  }
}
