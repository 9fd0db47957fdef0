package dev.foray.testkit;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Order;
import dev.foray.protocol.TypedText;
import dev.foray.schema.LedgerScripts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of one run in its database, written as a Master writes it. It keeps one connection of
 * its own, in autocommit.
 */
final class TestLedger implements AutoCloseable {
  private final Connection connection;

  private TestLedger(Connection connection) {
    this.connection = connection;
  }

  /** Connects, and makes the ledger's tables where they are missing. */
  static TestLedger open(Order.Database database) throws SQLException {
    TestLedger ledger = connect(database);
    ledger.makeTables();
    return ledger;
  }

  /** Connects, and makes nothing. */
  static TestLedger connect(Order.Database database) throws SQLException {
    return new TestLedger(
        DriverManager.getConnection(database.url(), database.user(), database.password().reveal()));
  }

  /** Stores a job that is about to be planned. */
  JobId addJob(Order.Job job) throws SQLException {
    execute(
        "insert into foray.job (job_class, release_id, request_id, dry_run, state, submitted_by,"
            + " submitted_at, time_zone, locale, encoding,"
            + " plan_attempt, plan_failures, finish_attempt, finish_failures)"
            + " values (?, 'testkit', ?, ?, 'PLANNING', 'testkit', ?, ?, ?, ?, 1, 0, 0, 0)",
        job.jobClass(),
        UUID.randomUUID().toString(),
        job.dryRun(),
        OffsetDateTime.ofInstant(job.submittedAt(), ZoneOffset.UTC),
        job.timeZone(),
        job.locale(),
        job.encoding());
    long id = number(rows("select max(id) as id from foray.job").get(0), "id");
    for (NamedText parameter : job.parameters()) {
      execute(
          "insert into foray.job_parameter (job_id, name, text) values (?, ?, ?)",
          id,
          parameter.name(),
          parameter.text());
    }
    return new JobId(id);
  }

  void move(JobId job, String state) throws SQLException {
    execute("update foray.job set state = ? where id = ?", state, job.number());
  }

  void beginFinish(JobId job) throws SQLException {
    execute(
        "update foray.job set state = 'FINISHING', finish_attempt = 1 where id = ?", job.number());
  }

  void attemptPlan(JobId job, int number) throws SQLException {
    execute("update foray.job set plan_attempt = ? where id = ?", number, job.number());
  }

  void attemptFinish(JobId job, int number) throws SQLException {
    execute("update foray.job set finish_attempt = ? where id = ?", number, job.number());
  }

  /** Whether any attempt at the attempt's subject has committed. */
  boolean hasCommitted(AttemptId attempt) throws SQLException {
    long job = attempt.job().number();
    List<Map<String, @Nullable Object>> committed =
        switch (attempt.step()) {
          case PLAN -> rows("select 1 from foray.job where id = ? and planned_by is not null", job);
          case FINISH ->
              rows("select 1 from foray.job where id = ? and finished_by is not null", job);
          case CHUNK ->
              rows(
                  "select 1 from foray.chunk where job_id = ? and chunk_index = ?"
                      + " and done_by is not null",
                  job,
                  attempt.chunk());
        };
    return !committed.isEmpty();
  }

  int chunkCount(JobId job) throws SQLException {
    return Math.toIntExact(
        number(
            rows("select chunk_count from foray.job where id = ?", job.number()).get(0),
            "chunk_count"));
  }

  void dispatch(JobId job, int chunk) throws SQLException {
    execute(
        "update foray.chunk set state = 'RUNNING', attempt = attempt + 1"
            + " where job_id = ? and chunk_index = ?",
        job.number(),
        chunk);
  }

  /** The chunk as it was planned. */
  Order.ChunkSpec chunk(JobId job, int index, int count) throws SQLException {
    Map<String, @Nullable Object> row =
        rows(
                "select item, range_type, range_from, range_to, to_included from foray.chunk"
                    + " where job_id = ? and chunk_index = ?",
                job.number(),
                index)
            .get(0);
    Object included = row.get("to_included");
    Order.Range range =
        included == null
            ? null
            : new Order.Range(
                text(row, "range_type"),
                text(row, "range_from"),
                text(row, "range_to"),
                (Boolean) included);
    return new Order.ChunkSpec(index, count, text(row, "item"), range, plannedRows(job));
  }

  private Order.@Nullable Rows plannedRows(JobId job) throws SQLException {
    Map<String, @Nullable Object> row =
        rows("select rows_entity, rows_key, rows_where from foray.job where id = ?", job.number())
            .get(0);
    String entity = text(row, "rows_entity");
    String key = text(row, "rows_key");
    if (entity == null || key == null) {
      return null;
    }
    List<TypedText> parameters = new ArrayList<>();
    for (Map<String, @Nullable Object> each :
        rows("select name, type, text from foray.rows_parameter where job_id = ?", job.number())) {
      parameters.add(
          new TypedText(
              String.valueOf(each.get("name")),
              String.valueOf(each.get("type")),
              String.valueOf(each.get("text"))));
    }
    return new Order.Rows(entity, key, text(row, "rows_where"), parameters);
  }

  /** The counters of the chunks that committed, summed, by name. */
  Map<String, Long> counters(JobId job) throws SQLException {
    Map<String, Long> counters = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> row :
        rows(
            "select name, sum(count) as total from foray.counter where job_id = ?"
                + " group by name order by name",
            job.number())) {
      counters.put(String.valueOf(row.get("name")), number(row, "total"));
    }
    return counters;
  }

  /** The rows of a query, each by its columns' names in lower case. */
  List<Map<String, @Nullable Object>> rows(String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet found = statement.executeQuery()) {
      List<Map<String, @Nullable Object>> rows = new ArrayList<>();
      while (found.next()) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          String name = found.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT);
          row.put(name, found.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private void makeTables() throws SQLException {
    execute("create schema if not exists foray");
    if (!rows("select 1 from information_schema.tables"
            + " where lower(table_schema) = 'foray' and lower(table_name) = 'job'")
        .isEmpty()) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(LedgerScripts.statements());
    }
    execute(
        "insert into foray.release (id, created_at, bytecode_provider)"
            + " values ('testkit', current_timestamp, true)");
  }

  void execute(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values)) {
      statement.execute();
    }
  }

  private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private static long number(Map<String, @Nullable Object> row, String name) {
    return Long.parseLong(String.valueOf(row.get(name)));
  }

  private static @Nullable String text(Map<String, @Nullable Object> row, String name) {
    Object value = row.get(name);
    return value == null ? null : value.toString();
  }
}
