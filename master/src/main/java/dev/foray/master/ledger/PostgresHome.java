package dev.foray.master.ledger;

import com.zaxxer.hikari.HikariConfig;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.DatabaseSession;
import dev.foray.protocol.Order;
import dev.foray.protocol.Refused;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL database that others run, beside the data. Checked before anything is written to it.
 */
final class PostgresHome implements LedgerHome {
  /**
   * Limits for each wait: for a row's lock, for a statement, for a dead client. And what was
   * committed stays so when the server crashes: this Master acts on it, so it must not be undone.
   */
  private static final String SESSION =
      "set lock_timeout = '2s'; set statement_timeout = '30s';"
          + " set idle_in_transaction_session_timeout = '60s';"
          + " select set_config('synchronous_commit', 'on', false)"
          + " where current_setting('synchronous_commit') = 'off'";

  private final PostgresUrl url;
  private final PostgresLogin login;
  private final @Nullable PostgresLogin runners;

  private PostgresHome(PostgresUrl url, PostgresLogin login, @Nullable PostgresLogin runners) {
    this.url = url;
    this.login = login;
    this.runners = runners;
  }

  static PostgresHome open(LedgerAddress address) throws Refused {
    PostgresUrl url = PostgresUrl.parse(String.valueOf(address.url()));
    PostgresLogin login = PostgresLogin.ofMaster(url, address);
    new PostgresChecks(login).run();
    if (address.runner() == null) {
      return new PostgresHome(url, login, null);
    }
    PostgresLogin runners = PostgresLogin.ofRunners(url, address.runner());
    new RunnerRole(runners).check(login);
    return new PostgresHome(url, login, runners);
  }

  @Override
  public HikariConfig pool() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url.text());
    config.setDataSourceProperties(login.properties());
    config.setConnectionInitSql(SESSION);
    config.setIsolateInternalQueries(true); // Else a first transaction that rolls back undoes them.
    return config;
  }

  @Override
  public String schema() {
    return "foray";
  }

  @Override
  public boolean isExclusive() {
    return false;
  }

  @Override
  public Order.Database forRunners() {
    PostgresLogin whom = runners == null ? login : runners;
    return new Order.Database(url.text(), whom.user(), whom.password());
  }

  @Override
  public void admitRunners(DataSource ledger) throws Refused {
    if (runners != null) {
      new RunnerRole(runners).admit(ledger);
    }
  }

  @Override
  public String describe() {
    return url.describe();
  }

  @Override
  public String explain(SQLException failure) {
    return Failures.sentence(describe() + " did not do it", failure);
  }

  /**
   * Waits up to two seconds for each session to be gone, so that the row's lock is free after it.
   */
  @Override
  public int endSessions(
      StatelessSession ledger, AttemptId attempt, @Nullable DatabaseSession reported) {
    return ledger
        .createNativeQuery(
            """
            select pg_terminate_backend(pid, 2000) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()
              and (application_name = :name
                   or pid = :pid and abs(extract(epoch from backend_start - :start)) < 1)
            """,
            Boolean.class)
        .setParameter("name", attempt.applicationName())
        .setParameter("pid", reported == null ? 0L : reported.id())
        .setParameter("start", reported == null ? Instant.EPOCH : reported.startedAt())
        .getResultList()
        .size();
  }

  @Override
  public int snapshot() {
    return Connection.TRANSACTION_REPEATABLE_READ;
  }

  @Override
  public void close() {}
}
