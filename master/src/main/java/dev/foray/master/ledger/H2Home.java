package dev.foray.master.ledger;

import com.zaxxer.hikari.HikariConfig;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.DatabaseSession;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Order;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.h2.api.ErrorCode;
import org.h2.tools.Server;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * An H2 database in the data directory, opened by this process and served by it over loopback to
 * the runners. Dies with the Master: what it has acknowledged is on the disk, running transactions
 * roll back.
 */
final class H2Home implements LedgerHome {
  private static final String USER = "foray";
  private static final Duration SAME_START = Duration.ofSeconds(1);

  private final Path directory;
  private final Secret password;
  private final String url;
  private final Server server;

  private H2Home(Path directory, Secret password, String url, Server server) {
    this.directory = directory;
    this.password = password;
    this.url = url;
    this.server = server;
  }

  static H2Home open(Path dataDirectory) throws Refused {
    // H2 reads it once, when its first class loads: without it the server would listen everywhere.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    Path directory = dataDirectory.toAbsolutePath().resolve("database");
    try {
      Secret password = PasswordFile.in(directory);
      String file = LedgerPath.of(directory.resolve("foray"));
      String url =
          "jdbc:h2:"
              + file
              + ";WRITE_DELAY=0;LOCK_TIMEOUT=2000;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE";
      DriverManager.getConnection(url, USER, password.reveal()).close();
      Server server =
          Server.createTcpServer("-tcpPort", "0", "-key", "foray", file, "-tcpDaemon").start();
      return new H2Home(directory, password, url, server);
    } catch (IOException e) {
      throw new Refused(
          ExitCode.DATABASE,
          "the database directory " + directory + " can't be written: " + e.getMessage());
    } catch (SQLException e) {
      throw new Refused(ExitCode.DATABASE, refusal(dataDirectory, directory, e));
    }
  }

  private static String refusal(Path dataDirectory, Path directory, SQLException e) {
    return switch (e.getErrorCode()) {
      case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
          "another Master uses "
              + dataDirectory
              + ": stop it, or choose another directory with --data-dir";
      case ErrorCode.WRONG_USER_OR_PASSWORD ->
          "the file "
              + directory.resolve(PasswordFile.NAME)
              + " does not open the database beside it: bring back the one that does, or choose"
              + " another directory with --data-dir";
      default -> Failures.sentence("the database in " + dataDirectory + " can't be opened", e);
    };
  }

  @Override
  public HikariConfig pool() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(USER);
    config.setPassword(password.reveal());
    // A connection to a database that was closed calls itself valid all the same.
    config.setConnectionTestQuery("select 1");
    return config;
  }

  @Override
  public String schema() {
    return "FORAY";
  }

  @Override
  public boolean isExclusive() {
    return true;
  }

  @Override
  public Order.Database forRunners() {
    return new Order.Database(
        "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/foray;LOCK_TIMEOUT=60000",
        USER,
        password);
  }

  @Override
  public String describe() {
    return "H2 in " + directory;
  }

  @Override
  public String explain(SQLException failure) {
    return Failures.sentence(describe() + " did not do it", failure);
  }

  @Override
  public Optional<FullDisk> fullDisk() {
    return RoomWaits.since(directory)
        .map(since -> new FullDisk(directory, since, LedgerFile.LONGEST_WAIT));
  }

  /** By the reported session alone: H2 keeps no application's name. */
  @Override
  public int endSessions(
      StatelessSession ledger, AttemptId attempt, @Nullable DatabaseSession reported) {
    return reported != null && isAlive(ledger, reported) && abort(ledger, reported) ? 1 : 0;
  }

  /** Session numbers begin anew with each Master, so the start must be the same too. */
  private static boolean isAlive(StatelessSession ledger, DatabaseSession reported) {
    return ledger
        .createNativeQuery(
            "select session_start from information_schema.sessions where session_id = :id",
            OffsetDateTime.class)
        .setParameter("id", reported.id())
        .getResultStream()
        .anyMatch(
            start ->
                Duration.between(start.toInstant(), reported.startedAt())
                        .abs()
                        .compareTo(SAME_START)
                    < 0);
  }

  private static boolean abort(StatelessSession ledger, DatabaseSession reported) {
    return ledger
        .createNativeQuery("select abort_session(:id)", Boolean.class)
        .setParameter("id", reported.id())
        .getSingleResult();
  }

  /** By REPEATABLE_READ, H2 sees each table as it was when it was first read. */
  @Override
  public int snapshot() {
    return Connection.TRANSACTION_SERIALIZABLE;
  }

  @Override
  public void close() {
    server.stop();
    try (Connection last = DriverManager.getConnection(url, USER, password.reveal());
        Statement statement = last.createStatement()) {
      statement.execute("shutdown");
    } catch (SQLException e) {
      LedgerLog.notShutDown(describe(), e);
    }
  }
}
