package dev.foray.benchmarks.jmh;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Order;
import dev.foray.protocol.Secret;
import dev.foray.runner.core.session.Access;
import dev.foray.runner.core.session.ConnectionPool;
import dev.foray.runner.core.session.JobFactory;
import dev.foray.runner.core.session.JobSession;
import dev.foray.runner.core.session.Mapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hibernate.SessionFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A statement for 1,000 rows on an H2 in memory, prepared anew each time: by the connection of the
 * job's code, and by the one below its guard.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class GuardLoops {
  private static final int ROWS = 1_000;

  private final ConnectionPool pool;
  private final SessionFactory factory;
  private final JobSession session;

  public GuardLoops() {
    AttemptId attempt = AttemptId.ofPlan(new JobId(1), 1);
    Order.Code code =
        new Order.Code("r", List.of(), List.of(), true, null, List.of(), 0, List.of());
    pool = new ConnectionPool(attempt, new Order.Database("jdbc:h2:mem:", "sa", new Secret("")));
    factory = JobFactory.build(pool, code, Mapping.of(List.of()));
    try {
      session = JobSession.open(pool, factory, Access.WRITE, Duration.ofMinutes(10));
      try (var statement = session.connection().createStatement()) {
        statement.execute("create table total (id bigint primary key, n bigint)");
        statement.execute("insert into total select x, 0 from system_range(1, 1000)");
        session.commit();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @TearDown
  public void close() {
    session.close();
    factory.close();
    pool.close();
  }

  @Benchmark
  public void guarded() throws SQLException {
    session.db().doWork(GuardLoops::update);
    session.rollback();
  }

  @Benchmark
  public void bare() throws SQLException {
    update(session.connection());
    session.rollback();
  }

  private static void update(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("update total set n = n + ? where id = ?")) {
      for (int i = 1; i <= ROWS; i++) {
        statement.setLong(1, i);
        statement.setLong(2, i);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
