package dev.foray.benchmarks.spring;

import java.util.HashMap;
import java.util.Map;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Cuts a table's ids into ranges of one width, a partition each. */
final class IdRanges implements Partitioner {
  private final JdbcTemplate database;
  private final String table;

  IdRanges(JdbcTemplate database, String table) {
    this.database = database;
    this.table = table;
  }

  @Override
  public Map<String, ExecutionContext> partition(int count) {
    long first = number("select min(id) from ");
    long width = (number("select max(id) from ") - first) / count + 1;
    Map<String, ExecutionContext> ranges = new HashMap<>();
    for (int i = 0; i < count; i++) {
      ExecutionContext range = new ExecutionContext();
      range.putLong("first", first + i * width);
      range.putLong("last", first + (i + 1) * width - 1);
      ranges.put("range" + i, range);
    }
    return ranges;
  }

  private long number(String query) {
    Long number = database.queryForObject(query + table, Long.class);
    return number == null ? 0 : number;
  }
}
