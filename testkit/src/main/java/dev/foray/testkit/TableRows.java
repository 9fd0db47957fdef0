package dev.foray.testkit;

import dev.foray.protocol.Order;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What stands in the tables of a database but the ledger's: each row as text, sorted. */
record TableRows(Map<String, List<String>> byTable) {
  private static final MathContext DIGITS = new MathContext(9);

  /**
   * @param ignored columns that are left out, in lower case
   */
  static TableRows of(Order.Database database, Set<String> ignored) {
    try (TestLedger ledger = TestLedger.connect(database)) {
      Map<String, List<String>> byTable = new TreeMap<>();
      for (Map<String, @Nullable Object> table :
          ledger.rows(
              "select table_schema, table_name from information_schema.tables"
                  + " where table_type = 'BASE TABLE' and lower(table_schema)"
                  + " not in ('foray', 'information_schema', 'pg_catalog')")) {
        String schema = String.valueOf(table.get("table_schema"));
        String name = String.valueOf(table.get("table_name"));
        byTable.put(
            name.toLowerCase(Locale.ROOT),
            texts(ledger.rows("select * from \"" + schema + "\".\"" + name + "\""), ignored));
      }
      return new TableRows(byTable);
    } catch (SQLException e) {
      throw new IllegalStateException("the tables can't be compared", e);
    }
  }

  /** The first difference, in a few words; empty: there is none. */
  Optional<String> otherThan(TableRows plain) {
    Set<String> tables = new TreeSet<>(byTable.keySet());
    tables.addAll(plain.byTable.keySet());
    return tables.stream().flatMap(table -> difference(table, plain).stream()).findFirst();
  }

  private Optional<String> difference(String table, TableRows plain) {
    List<String> here = byTable.getOrDefault(table, List.of());
    List<String> there = plain.byTable.getOrDefault(table, List.of());
    return here.equals(there)
        ? Optional.empty()
        : Optional.of(
            table
                + " has "
                + firstOf(here, there)
                + " in place of "
                + firstOf(there, here)
                + ", and "
                + here.size()
                + " rows in place of "
                + there.size());
  }

  private static String firstOf(List<String> rows, List<String> others) {
    List<String> left = new ArrayList<>(rows);
    left.removeAll(new HashSet<>(others));
    return left.isEmpty() ? "no other row" : left.get(0);
  }

  private static List<String> texts(List<Map<String, @Nullable Object>> rows, Set<String> ignored) {
    return rows.stream().map(row -> text(row, ignored)).sorted().toList();
  }

  private static String text(Map<String, @Nullable Object> row, Set<String> ignored) {
    Map<String, String> kept = new LinkedHashMap<>();
    row.forEach(
        (column, value) -> {
          if (!ignored.contains(column)) {
            kept.put(column, text(value));
          }
        });
    return kept.toString();
  }

  /** Nine digits of a floating-point number: sums of them depend on the order. */
  private static String text(@Nullable Object value) {
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number)
          ? new BigDecimal(number).round(DIGITS).stripTrailingZeros().toString()
          : String.valueOf(number);
    }
    return value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
  }
}
