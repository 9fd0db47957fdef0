package dev.foray.runner.core.ledger;

import dev.foray.api.JobMistake;
import dev.foray.api.KeyRange;
import dev.foray.api.KeyText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks that ranges made by hand ascend and do not overlap. The database compares their ends, for
 * it is the database that will tell which row lies in which range.
 */
public final class RangeOrder {
  private static final int AT_ONCE = 500;

  /** The types of keys, as the database compares them. */
  private static final Map<String, String> SQL_TYPES =
      Map.of(
          "Long", "bigint",
          "Integer", "integer",
          "Short", "smallint",
          "String", "varchar",
          "UUID", "uuid",
          "BigDecimal", "numeric(200, 100)",
          "LocalDate", "date",
          "LocalDateTime", "timestamp",
          "Instant", "timestamp with time zone");

  /**
   * The first end must come before the second.
   *
   * @param range the index of the range that the first end belongs to
   * @param mayEqual whether the two may be equal
   */
  private record Pair(int range, Comparable<?> first, Comparable<?> second, boolean mayEqual) {}

  private final List<KeyRange> ranges;

  private RangeOrder(List<KeyRange> ranges) {
    this.ranges = ranges;
  }

  /**
   * @throws JobMistake naming the first range that is not in order
   */
  public static void check(Connection connection, List<KeyRange> ranges) throws SQLException {
    new RangeOrder(ranges).check(connection);
  }

  private void check(Connection connection) throws SQLException {
    String type = oneType();
    if (type == null) {
      return;
    }
    List<Pair> pairs = pairs();
    for (int from = 0; from < pairs.size(); from += AT_ONCE) {
      List<Pair> some = pairs.subList(from, Math.min(from + AT_ONCE, pairs.size()));
      int wrong = firstWrong(connection, SQL_TYPES.get(type), some);
      if (wrong >= 0) {
        throw notInOrder(some.get(wrong));
      }
    }
  }

  /** The one type of all ends; null where all are open. */
  private @Nullable String oneType() {
    Set<String> types = new HashSet<>();
    for (KeyRange range : ranges) {
      String type = KeyText.typeOf(range.from(), range.to());
      if (type != null) {
        types.add(type);
      }
    }
    if (types.size() > 1) {
      throw new JobMistake("the plan's ranges are of several types, " + types + ": use one");
    }
    return types.isEmpty() ? null : types.iterator().next();
  }

  private List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < ranges.size(); i++) {
      KeyRange range = ranges.get(i);
      Comparable<?> from = range.from();
      Comparable<?> to = range.to();
      if (from != null && to != null) {
        pairs.add(new Pair(i, from, to, range.toIncluded()));
      }
      if (i < ranges.size() - 1) {
        pairs.add(step(i, to, ranges.get(i + 1).from()));
      }
    }
    return pairs;
  }

  private Pair step(int index, @Nullable Comparable<?> to, @Nullable Comparable<?> next) {
    if (to == null || next == null) {
      throw new JobMistake(
          "range "
              + (to == null ? index : index + 1)
              + " of the plan is open where another follows: only the first range may be open at its"
              + " beginning, only the last at its end");
    }
    return new Pair(index, to, next, !ranges.get(index).toIncluded());
  }

  /** The index of the first pair that is not in order; -1 if all are. */
  private static int firstWrong(Connection connection, @Nullable String type, List<Pair> pairs)
      throws SQLException {
    String row = ", cast(? as " + type + "), cast(? as " + type + "), cast(? as boolean))";
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      rows.add("(" + i + row);
    }
    String sql =
        "select n from (values "
            + String.join(", ", rows)
            + ") as pair(n, a, b, may_equal)"
            + " where not (a < b or (a = b and may_equal)) order by n limit 1";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int at = 1;
      for (Pair pair : pairs) {
        statement.setObject(at++, jdbc(pair.first()));
        statement.setObject(at++, jdbc(pair.second()));
        statement.setBoolean(at++, pair.mayEqual());
      }
      try (ResultSet wrong = statement.executeQuery()) {
        return wrong.next() ? wrong.getInt(1) : -1;
      }
    }
  }

  private JobMistake notInOrder(Pair pair) {
    KeyRange range = ranges.get(pair.range());
    if (pair.second().equals(range.to()) && pair.first().equals(range.from())) {
      return new JobMistake(
          "range "
              + pair.range()
              + " of the plan, "
              + range
              + ", does not ascend as the database compares its ends: its end must come after its"
              + " beginning");
    }
    return new JobMistake(
        "ranges "
            + pair.range()
            + " and "
            + (pair.range() + 1)
            + " of the plan, "
            + range
            + " and "
            + ranges.get(pair.range() + 1)
            + ", overlap or descend as the database compares them: give them in ascending order,"
            + " each beginning where the one before has ended or later");
  }

  private static Object jdbc(Comparable<?> end) {
    return end instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : end;
  }
}
