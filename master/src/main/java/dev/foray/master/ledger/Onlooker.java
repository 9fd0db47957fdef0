package dev.foray.master.ledger;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks into a ledger on PostgreSQL without being its Master, and changes nothing there, whether a
 * Master lives or not. Made and closed by commands that need none. For one thread.
 */
public final class Onlooker implements AutoCloseable {
  private final PostgresLogin login;
  private final Connection connection;

  private Onlooker(PostgresLogin login, Connection connection) {
    this.login = login;
    this.connection = connection;
  }

  /**
   * @param authority the fingerprint of the cluster's certificate authority
   * @throws Refused with one sentence, if it can't be read, or is another cluster's
   */
  public static Onlooker open(LedgerAddress address, String authority) throws Refused {
    if (address.url() == null) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "no PostgreSQL is named in which the ledger is: give its --database-url");
    }
    PostgresLogin login =
        PostgresLogin.ofMaster(PostgresUrl.parse(String.valueOf(address.url())), address);
    try {
      Connection connection = login.connect();
      try {
        connection.setReadOnly(true);
        Onlooker onlooker = new Onlooker(login, connection);
        onlooker.refuseOthers(authority);
        return onlooker;
      } catch (SQLException | Refused e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new Refused(ExitCode.DATABASE, login.sentence(e));
    }
  }

  private void refuseOthers(String authority) throws SQLException, Refused {
    if (isEmpty()) {
      return;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select authority from foray.master")) {
      if (row.next() && row.getString(1) != null && !row.getString(1).equals(authority)) {
        throw Belonging.refused(login.url().describe());
      }
    }
  }

  /** Whether no Master was ever here. */
  private boolean isEmpty() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select to_regclass('foray.master') is null")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  /**
   * Whether a Master holds this ledger and lives: it says that it ended, its process is known to be
   * gone, it renews its hold, or it is seen not to for a lease, which is waited for.
   *
   * @throws Refused if the ledger can't be read
   */
  public boolean seesMaster(Duration lease) throws Refused {
    Watch watch = new Watch(lease, System::nanoTime);
    while (true) {
      Optional<Holder> holder = holder();
      if (holder.isEmpty() || holder.get().isGone()) {
        return false;
      }
      watch.look(holder.get());
      if (watch.sawRenewal() || watch.isOver()) {
        return watch.sawRenewal();
      }
      Succession.pause(lease);
    }
  }

  private Optional<Holder> holder() throws Refused {
    String question =
        "select epoch, renewals, host, pid, place, start_ticks, ended_at is not null"
            + " from foray.master";
    try {
      if (isEmpty()) {
        return Optional.empty();
      }
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(question)) {
        return row.next() ? Optional.of(holder(row)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new Refused(ExitCode.DATABASE, login.sentence(e));
    }
  }

  private static Holder holder(ResultSet row) throws SQLException {
    @Nullable String place = row.getString(5);
    ProcessMark mark =
        place == null ? null : new ProcessMark(place, row.getLong(4), row.getLong(6));
    return new Holder(
        row.getLong(1), row.getLong(2), row.getString(3), row.getLong(4), mark, row.getBoolean(7));
  }

  /**
   * The nodes of that fleet that are not TERMINATED.
   *
   * @throws Refused if the ledger can't be read
   */
  public List<Seat> seats(String fleet) throws Refused {
    String question =
        "select id, launch_id, instance_id from foray.node"
            + " where fleet = ? and state <> 'TERMINATED' order by id";
    List<Seat> seats = new ArrayList<>();
    try {
      if (isEmpty()) {
        return seats;
      }
      try (PreparedStatement statement = connection.prepareStatement(question)) {
        statement.setString(1, fleet);
        ResultSet row = statement.executeQuery();
        while (row.next()) {
          seats.add(new Seat(row.getString(1), row.getString(2), row.getString(3)));
        }
      }
      return seats;
    } catch (SQLException e) {
      throw new Refused(ExitCode.DATABASE, login.sentence(e));
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // Nothing was changed by it; the server ends what is left of it.
    }
  }
}
