package dev.foray.runner.core.ledger;

import dev.foray.api.KeyRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * In which order ranges made by hand begin: the widest first, so that no slot works on a large one
 * alone at the end. How wide a range is says nothing certain of its rows, but it is all that is
 * known before they are read; an open end is taken to be far away.
 */
final class RangeTurns {
  /** More begin in their order: the Master sorts those that wait each time it asks for the next. */
  static final int MOST = 10_000;

  /** Further than any two keys. */
  private static final BigDecimal FAR = BigDecimal.TEN.pow(200);

  private RangeTurns() {}

  /**
   * The turn of each range, from 0.
   *
   * @return empty: they begin in their order, since they are equally wide, their keys have no
   *     distance (texts and UUIDs), or there are more than {@link #MOST}
   */
  static Optional<int[]> widestFirst(List<KeyRange> ranges) {
    if (ranges.size() > MOST) {
      return Optional.empty();
    }
    List<BigDecimal> widths = ranges.stream().flatMap(range -> width(range).stream()).toList();
    if (widths.size() < ranges.size() || widths.stream().distinct().count() < 2) {
      return Optional.empty();
    }
    int[] turns = new int[widths.size()];
    List<Integer> widest =
        IntStream.range(0, widths.size())
            .boxed()
            .sorted(Comparator.comparing(widths::get, Comparator.reverseOrder()))
            .toList();
    for (int turn = 0; turn < turns.length; turn++) {
      turns[widest.get(turn)] = turn;
    }
    return Optional.of(turns);
  }

  /** Empty: its keys have no distance. */
  private static Optional<BigDecimal> width(KeyRange range) {
    Optional<BigDecimal> from = place(range.from(), FAR.negate());
    Optional<BigDecimal> to = place(range.to(), FAR);
    return to.flatMap(end -> from.map(end::subtract)).map(BigDecimal::stripTrailingZeros);
  }

  /** Where a key lies on a line of numbers, days or seconds; empty: on none. */
  private static Optional<BigDecimal> place(@Nullable Comparable<?> key, BigDecimal open) {
    if (key == null) {
      return Optional.of(open);
    }
    if (key instanceof Number number) {
      return Optional.of(new BigDecimal(number.toString()));
    }
    if (key instanceof LocalDate date) {
      return Optional.of(BigDecimal.valueOf(date.toEpochDay()));
    }
    if (key instanceof LocalDateTime time) {
      return Optional.of(seconds(time.toInstant(ZoneOffset.UTC)));
    }
    return key instanceof Instant instant ? Optional.of(seconds(instant)) : Optional.empty();
  }

  private static BigDecimal seconds(Instant instant) {
    return BigDecimal.valueOf(instant.getEpochSecond())
        .add(BigDecimal.valueOf(instant.getNano(), 9));
  }
}
