package dev.foray.runner.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.api.KeyRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RangeTurnsTest {
  private static int[] turns(KeyRange... ranges) {
    return RangeTurns.widestFirst(List.of(ranges)).orElse(new int[0]);
  }

  @Test
  void theWidestIsFirstAndEquallyWideOnesKeepTheirOrder() {
    assertThat(
            turns(
                KeyRange.of(0L, 10L),
                KeyRange.of(10L, 1_000L),
                KeyRange.of(1_000L, 1_010L),
                KeyRange.of(1_010L, 1_100L)))
        .containsExactly(2, 0, 3, 1);
  }

  @Test
  void anOpenEndIsFarAway() {
    assertThat(
            turns(
                KeyRange.of(null, new BigDecimal("1")),
                KeyRange.of(new BigDecimal("1"), new BigDecimal("1e99")),
                KeyRange.of(new BigDecimal("1e99"), null)))
        .containsExactly(0, 2, 1);
  }

  @Test
  void aRangeThatIsOpenAtBothEndsIsWiderThanAnyOther() {
    assertThat(turns(KeyRange.of(0L, null), KeyRange.of(null, null))).containsExactly(1, 0);
  }

  @Test
  void timesHaveADistance() {
    LocalDate day = LocalDate.of(2026, 1, 1);
    assertThat(
            turns(KeyRange.of(day, day.plusDays(1)), KeyRange.of(day.plusDays(1), day.plusDays(9))))
        .containsExactly(1, 0);
    LocalDateTime hour = day.atStartOfDay();
    assertThat(
            turns(
                KeyRange.of(hour, hour.plusNanos(1)),
                KeyRange.of(hour.plusNanos(1), hour.plusNanos(3))))
        .containsExactly(1, 0);
    Instant now = Instant.EPOCH;
    assertThat(
            turns(
                KeyRange.of(now, now.plusMillis(1)),
                KeyRange.of(now.plusMillis(1), now.plusSeconds(1))))
        .containsExactly(1, 0);
  }

  @Test
  void textsAndUuidsHaveNone() {
    assertThat(turns(KeyRange.of("a", "b"), KeyRange.of("b", "zzz"))).isEmpty();
    assertThat(turns(KeyRange.of(null, "b"), KeyRange.of("b", "c"))).isEmpty();
    UUID least = new UUID(0, 0);
    assertThat(turns(KeyRange.of(least, least), KeyRange.of(least, null))).isEmpty();
  }

  /** However the ends are written. */
  @Test
  void thoseThatAreEquallyWideTakeNoTurns() {
    assertThat(turns()).isEmpty();
    assertThat(turns(KeyRange.of(0L, 7L))).isEmpty();
    assertThat(
            turns(
                KeyRange.of(new BigDecimal("0"), new BigDecimal("10")),
                KeyRange.of(new BigDecimal("10"), new BigDecimal("20.00"))))
        .isEmpty();
  }

  @Test
  void veryManyTakeNone() {
    List<KeyRange> ranges =
        new ArrayList<>(Collections.nCopies(RangeTurns.MOST - 1, KeyRange.of(0L, 1L)));
    ranges.add(KeyRange.of(1L, 9L));
    assertThat(RangeTurns.widestFirst(ranges)).isPresent();
    ranges.add(KeyRange.of(9L, 99L));
    assertThat(RangeTurns.widestFirst(ranges)).isEmpty();
  }
}
