package dev.foray.runner.core.ledger;

import dev.foray.api.ChunkPlan;
import dev.foray.api.JobSettings;
import dev.foray.api.KeyRange;
import dev.foray.api.KeyText;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.TypedText;
import dev.foray.runner.core.plain.TypedValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A frozen plan: its chunks, what {@code keyRanges} cut, and the settings that the job asks for.
 *
 * @param release whose class has planned
 * @param finishes whether the class has a {@code finish} of its own
 * @param mostChunks where the plan has more, so many are stored, spread evenly over it, the first
 *     among them
 */
public record PlanRows(
    AttemptId attempt,
    String release,
    ChunkPlan plan,
    JobSettings settings,
    boolean finishes,
    int mostChunks)
    implements LedgerRows {
  private static final int BATCH = 2_000;

  /** The release whose class has no finish of its own: with it, no runner is needed for that. */
  private static final String NO_FINISH_IN = "noFinishIn";

  @Override
  public void insertInto(Connection connection) throws SQLException {
    insertChunks(connection);
    insertParameters(connection);
    insertSettings(connection);
  }

  /** What the fence sets on the job's row. */
  public Map<String, @Nullable Object> columns() {
    Map<String, @Nullable Object> columns = new LinkedHashMap<>();
    columns.put("chunk_count", plan.count());
    ChunkPlan.Rows rows = plan.rows();
    if (rows != null) {
      columns.put("rows_entity", rows.entity().getName());
      columns.put("rows_key", rows.key());
      columns.put("rows_where", rows.where());
    }
    columns.put("takes_turns", turns().isPresent());
    return columns;
  }

  /** Ranges that {@code keyRanges} cut hold equally many rows, however wide they are. */
  private Optional<int[]> turns() {
    return plan.rangeList() == null || plan.rows() != null
        ? Optional.empty()
        : RangeTurns.widestFirst(plan.rangeList());
  }

  private void insertChunks(Connection connection) throws SQLException {
    int @Nullable [] turns = turns().orElse(null);
    String sql =
        "insert into foray.chunk (job_id, chunk_index, state, attempt, failures,"
            + " item, range_type, range_from, range_to, to_included, turn)"
            + " values (?, ?, 'READY', 0, 0, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      int stored = Math.min(plan.count(), mostChunks);
      for (int i = 0; i < stored; i++) {
        int index = (int) ((long) i * plan.count() / stored);
        insert.setLong(1, attempt.job().number());
        insert.setInt(2, index);
        insert.setString(3, plan.itemList() == null ? null : plan.itemList().get(index));
        setRange(insert, plan.rangeList() == null ? null : plan.rangeList().get(index));
        insert.setObject(8, turns == null ? null : turns[index], Types.INTEGER);
        insert.addBatch();
        if (i % BATCH == BATCH - 1 || i == stored - 1) {
          insert.executeBatch();
        }
      }
    }
  }

  private static void setRange(PreparedStatement insert, @Nullable KeyRange range)
      throws SQLException {
    if (range == null) {
      insert.setString(4, null);
      insert.setString(5, null);
      insert.setString(6, null);
      insert.setNull(7, Types.BOOLEAN);
      return;
    }
    insert.setString(4, KeyText.typeOf(range.from(), range.to()));
    insert.setString(5, text(range.from()));
    insert.setString(6, text(range.to()));
    insert.setBoolean(7, range.toIncluded());
  }

  private static @Nullable String text(@Nullable Comparable<?> key) {
    return key == null ? null : KeyText.write(key);
  }

  private void insertParameters(Connection connection) throws SQLException {
    if (plan.rows() == null || plan.rows().parameters().isEmpty()) {
      return;
    }
    String sql = "insert into foray.rows_parameter (job_id, name, type, text) values (?, ?, ?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (Map.Entry<String, ?> each : plan.rows().parameters().entrySet()) {
        TypedText parameter = TypedValue.write(each.getKey(), each.getValue());
        insert.setLong(1, attempt.job().number());
        insert.setString(2, parameter.name());
        insert.setString(3, parameter.type());
        insert.setString(4, parameter.text());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void insertSettings(Connection connection) throws SQLException {
    String sql =
        "insert into foray.job_setting (job_id, origin, name, text) values (?, 'job', ?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (NamedText setting : said()) {
        insert.setLong(1, attempt.job().number());
        insert.setString(2, setting.name());
        insert.setString(3, setting.text());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private List<NamedText> said() {
    List<NamedText> said = new ArrayList<>();
    add(said, "mapThreads", settings.mapThreads());
    add(said, "mapRetries", settings.mapRetries());
    add(said, "attempts", settings.attempts());
    add(said, "attemptTimeout", settings.attemptTimeout());
    add(said, "maxSkipped", settings.maxSkipped());
    add(said, "maxRunningChunks", settings.maxRunningChunks());
    add(said, "writeBuffer", settings.writeBuffer());
    add(said, "batchSize", settings.batchSize());
    add(said, NO_FINISH_IN, finishes ? null : release);
    return said;
  }

  private static void add(List<NamedText> said, String name, @Nullable Object value) {
    if (value != null) {
      said.add(new NamedText(name, value.toString()));
    }
  }
}
