package dev.foray.master.ledger;

import dev.foray.protocol.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Who connects to a PostgreSQL server, and what is said where the server lets them not in.
 *
 * @param options what the options that name user and password begin with
 */
record PostgresLogin(PostgresUrl url, @Nullable String user, Secret password, String options) {

  static PostgresLogin ofMaster(PostgresUrl url, LedgerAddress address) {
    return new PostgresLogin(url, address.user(), address.password(), "--database");
  }

  static PostgresLogin ofRunners(PostgresUrl url, LedgerAddress.Runner runner) {
    return new PostgresLogin(url, runner.user(), runner.password(), "--runner-database");
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url.text(), properties());
  }

  /** With limits for the waits for a server that is not there. */
  Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", "foray:master");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("loginTimeout", "10");
    properties.setProperty("socketTimeout", "60");
    properties.setProperty("tcpKeepAlive", "true");
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (!password.reveal().isEmpty()) {
      properties.setProperty("password", password.reveal());
    }
    return properties;
  }

  String sentence(SQLException e) {
    return switch (String.valueOf(e.getSQLState())) {
      case "08001" ->
          "no database answers for "
              + url.describe()
              + " ("
              + Failures.reason(e)
              + "): start it, or correct --database-url";
      case "08004" ->
          password.reveal().isEmpty()
              ? url.describe()
                  + " wants a password for the user "
                  + name()
                  + ": give "
                  + options
                  + "-password-file"
              : Failures.sentence(url.describe() + " can't be used", e);
      case "28P01" ->
          url.describe()
              + " refuses the password of the user "
              + name()
              + ": correct "
              + options
              + "-user or "
              + options
              + "-password-file";
      case "28000" ->
          url.describe()
              + " refuses the user "
              + name()
              + " ("
              + Failures.firstLine(e)
              + "): correct "
              + options
              + "-user, or let a DBA admit it";
      case "3D000" ->
          url.describe() + " does not exist: create the database, or correct --database-url";
      case "42501" ->
          url.describe()
              + " refuses the user "
              + name()
              + " ("
              + Failures.firstLine(e)
              + "): a DBA should grant connect on the database";
      default -> Failures.sentence(url.describe() + " can't be used", e);
    };
  }

  private String name() {
    return user == null ? "of this process" : user;
  }
}
