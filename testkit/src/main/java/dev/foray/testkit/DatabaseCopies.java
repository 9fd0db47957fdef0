package dev.foray.testkit;

import dev.foray.protocol.Order;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.h2.tools.Server;

/**
 * Copies of an H2 database in memory, one for each run, so that a run finds the tables as the first
 * one did. Made from what the database holds at that moment.
 */
final class DatabaseCopies {
  private static final List<String> OF_THE_ORIGINAL =
      List.of("db_close_delay", "ifexists", "init", "auto_server", "file_lock");

  private final Order.Database original;
  private final List<String> script;

  private DatabaseCopies(Order.Database original, List<String> script) {
    this.original = original;
    this.script = script;
  }

  /**
   * @throws IllegalArgumentException if the database is not H2
   */
  static DatabaseCopies of(Order.Database database) {
    if (!database.url().startsWith("jdbc:h2:")) {
      throw new IllegalArgumentException(
          "the checks run on copies of the database in memory, and only an H2 database can be"
              + " copied there: give JobTest a jdbc:h2: URL, or none");
    }
    try (TestLedger ledger = TestLedger.connect(database)) {
      return new DatabaseCopies(
          database,
          ledger.rows("script nopasswords nosettings").stream()
              .map(row -> String.valueOf(row.values().iterator().next()))
              .filter(statement -> !statement.matches("(?s)(CREATE USER|--).*"))
              .toList());
    } catch (SQLException e) {
      throw new IllegalStateException("the database can't be copied", e);
    }
  }

  Copy copy() {
    Order.Database database =
        new Order.Database(
            "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1" + settings(),
            original.user(),
            original.password());
    try (TestLedger ledger = TestLedger.connect(database)) {
      for (String statement : script) {
        ledger.execute(statement);
      }
      return new Copy(database);
    } catch (SQLException e) {
      throw new IllegalStateException("the database can't be copied", e);
    }
  }

  /** What the original's URL says besides, such as {@code MODE}. */
  private String settings() {
    return Arrays.stream(original.url().split(";"))
        .skip(1)
        .filter(
            each -> OF_THE_ORIGINAL.stream().noneMatch(each.toLowerCase(Locale.ROOT)::startsWith))
        .map(each -> ";" + each)
        .collect(Collectors.joining());
  }

  /** A copy that other processes reach by this address. */
  record Served(Server server, Order.Database database) implements AutoCloseable {
    @Override
    public void close() {
      server.stop();
    }
  }

  /** One copy; gone when closed. */
  record Copy(Order.Database database) implements AutoCloseable {

    /** Lets other processes of this machine reach it, as long as what is returned is open. */
    Served serve() throws SQLException {
      Server server = Server.createTcpServer("-tcpPort", "0").start();
      String url =
          database.url().replace("jdbc:h2:", "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/");
      return new Served(server, new Order.Database(url, database.user(), database.password()));
    }

    @Override
    public void close() {
      try (TestLedger ledger = TestLedger.connect(database)) {
        ledger.execute("shutdown immediately");
      } catch (SQLException e) {
        // What matters is over; the copy stays in memory until this process ends.
      }
    }
  }
}
