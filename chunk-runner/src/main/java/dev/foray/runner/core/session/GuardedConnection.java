package dev.foray.runner.core.session;

import dev.foray.api.BulkWriter;
import dev.foray.api.JobMistake;
import dev.foray.runner.core.bulk.Cancellation;
import dev.foray.runner.core.flow.Remarks;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connection under a session of the job's code: the transaction is the runner's, so what would
 * end or change it is refused by name, and in SQL text by its first words. Prepared statements are
 * checked when they are prepared and go unwrapped from then on, so a row costs nothing.
 *
 * <p>It gives what {@link dev.foray.api.BulkInsert} works with, and keeps the last statement, so
 * that another thread can cancel what runs.
 */
final class GuardedConnection implements InvocationHandler {
  private static final Set<String> REFUSED =
      Set.of("commit", "setAutoCommit", "close", "abort", "setReadOnly", "setTransactionIsolation");
  private static final String NOTHING = "update foray.job set id = id where 1 = 0";
  private static final Set<String> TAKES_SQL = Set.of("prepareStatement", "prepareCall");

  private final Connection connection;
  private final DatabaseKind kind;
  private volatile Access access;
  private volatile Cancellation.@Nullable Way last;
  private @Nullable BulkWriter bulk;
  private volatile boolean upserts;
  private volatile boolean released;

  GuardedConnection(Connection connection, DatabaseKind kind, Access access) {
    this.connection = connection;
    this.kind = kind;
    this.access = access;
  }

  /** The connection as the job's session gets it. */
  Connection proxy() {
    return proxy(Connection.class, this);
  }

  void grant(Access granted) {
    access = granted;
  }

  /** From now on nothing reaches the database: what Hibernate does at its session's end. */
  void release() {
    released = true;
  }

  /** Cancels the statement that runs, if one does. */
  void cancel() throws SQLException {
    Cancellation.Way way = last;
    if (way != null) {
      way.cancel();
    }
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    String name = method.getName();
    if (endsOrChangesTransaction(name, arguments)) {
      if (released || isNoChange(name, arguments)) {
        return null;
      }
      throw refusal("calls " + name + " on its connection");
    }
    if (arguments != null && arguments.length == 1 && arguments[0] == BulkWriter.class) {
      return name.equals("unwrap") ? bulk() : (Object) true;
    }
    if (TAKES_SQL.contains(name) && arguments != null) {
      arguments[0] = checked(String.valueOf(arguments[0]));
    }
    Object result = call(connection, method, arguments);
    if (result instanceof Statement statement) {
      last = statement::cancel;
      return name.equals("createStatement") ? guarded(statement) : result;
    }
    return result;
  }

  /** What writes many rows at once: it may do what the job's own statements may not. */
  private BulkWriter bulk() {
    if (access == Access.READ) {
      throw new JobMistake(
          "read uses BulkInsert: read only reads; emit what is to change and change it in write");
    }
    BulkWriter made = bulk;
    if (made == null) {
      made = kind.bulk(connection, proxy(), way -> last = way);
      bulk = made;
    }
    return made;
  }

  private static boolean endsOrChangesTransaction(String name, Object @Nullable [] arguments) {
    return REFUSED.contains(name) || (name.equals("rollback") && arguments == null);
  }

  /** Hibernate makes sure that autocommit is off, as it is. */
  private static boolean isNoChange(String name, Object @Nullable [] arguments) {
    return name.equals("setAutoCommit") && arguments != null && Boolean.FALSE.equals(arguments[0]);
  }

  /** A statement whose SQL comes later, with the call. */
  private Statement guarded(Statement statement) {
    return proxy(
        Statement.class,
        (proxy, method, arguments) -> {
          if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
            arguments[0] = checked(sql);
          }
          return method.getName().equals("getConnection")
              ? proxy()
              : call(statement, method, arguments);
        });
  }

  /**
   * @return the statement, or one that does nothing in its place
   */
  private String checked(String sql) throws SQLException {
    boolean leftOut = false;
    for (SqlVerb verb : SqlText.verbs(sql)) {
      switch (verb) {
        case TRANSACTION -> throw refusal("runs \"" + shortened(sql) + "\"");
        case DEFINITION -> {
          if (access != Access.PLAN && access != Access.TRIED_PLAN) {
            throw new JobMistake(
                access.method()
                    + " runs \""
                    + shortened(sql)
                    + "\": make, empty and drop tables in plan, where it counts once");
          }
          leftOut |= access == Access.TRIED_PLAN && !kind.rollsBackDefinitions();
        }
        case CHANGE -> checkChange(sql);
        case UPSERT -> {
          checkChange(sql);
          beginUpserts();
        }
        case OTHER -> {}
      }
    }
    if (!leftOut) {
      return sql;
    }
    Remarks.leftOut(shortened(sql));
    return NOTHING;
  }

  private void checkChange(String sql) {
    if (access == Access.READ) {
      throw new JobMistake(
          "read runs \""
              + shortened(sql)
              + "\": read only reads; emit what is to change and change it in write");
    }
  }

  private void beginUpserts() throws SQLException {
    if (!upserts) {
      upserts = true;
      try (Statement statement = connection.createStatement()) {
        last = statement::cancel;
        kind.beforeFirstUpsert(statement);
      }
    }
  }

  private JobMistake refusal(String what) {
    return new JobMistake(
        access.method()
            + " "
            + what
            + ": the transaction is Foray's, it commits once after "
            + access.method()
            + " and all that belongs to it has returned; leave it out");
  }

  private static String shortened(String sql) {
    String line = sql.strip().replaceAll("\\s+", " ");
    return line.length() <= 100 ? line : line.substring(0, 100) + "…";
  }

  private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            GuardedConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
