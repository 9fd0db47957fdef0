package dev.foray.master.ledger;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.schema.LedgerScripts;
import dev.foray.schema.RunnerGrant;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * The database user of the chunk-runners, where it is another than the Master's. Looked at when the
 * ledger is opened: what breaks is refused, with the statement that mends it; rights that it lacks
 * in the ledger are granted, as far as the tables are the Master's.
 */
final class RunnerRole {
  private static final String PRINTED = " (`master schema --roles` prints all that the two need)";

  private final PostgresLogin login;
  private final String name;

  RunnerRole(PostgresLogin login) {
    this.login = login;
    this.name = String.valueOf(login.user());
  }

  /**
   * Before anything is written: whether it is let in, and the Master can end its sessions.
   *
   * @throws Refused with the first thing that is in the way
   */
  void check(PostgresLogin master) throws Refused {
    try (Connection runner = login.connect()) {
      if (!runner.isValid(10)) {
        throw refused(login.url().describe() + " does not answer the user " + name);
      }
    } catch (SQLException e) {
      throw refused(login.sentence(e));
    }
    try (Connection connection = master.connect()) {
      refuseSessionsThatCantBeEnded(connection);
    } catch (SQLException e) {
      throw refused(master.sentence(e));
    }
  }

  private void refuseSessionsThatCantBeEnded(Connection master) throws SQLException, Refused {
    String sql =
        "select pg_has_role(oid, 'usage'), rolsuper, quote_ident(rolname),"
            + " quote_ident(current_user), current_setting('is_superuser') = 'on'"
            + " from pg_roles where rolname = ?";
    try (PreparedStatement question = master.prepareStatement(sql)) {
      question.setString(1, name);
      ResultSet row = question.executeQuery();
      row.next();
      String runners = row.getString(3);
      String masters = row.getString(4);
      if (!row.getBoolean(1)) {
        boolean since16 = master.getMetaData().getDatabaseMajorVersion() >= 16;
        String grant = "grant " + runners + " to " + masters;
        throw cantEnd(
            masters,
            runners,
            since16
                ? grant + " with inherit true;"
                : grant + "; alter role " + masters + " inherit;");
      }
      if (row.getBoolean(2) && !row.getBoolean(5)) {
        throw cantEnd(
            masters, runners + ", a superuser", "alter role " + runners + " nosuperuser;");
      }
    }
  }

  private static Refused cantEnd(String masters, String runners, String statement) {
    return refused(
        "the Master's user "
            + masters
            + " can't end the sessions of "
            + runners
            + ", as it must where an attempt is given up: a DBA should run: "
            + statement
            + PRINTED);
  }

  /**
   * When the schema is up to date: grants what is lacking, and says what is too much.
   *
   * @throws Refused naming what is lacking and can't be granted
   */
  void admit(DataSource ledger) throws Refused {
    try (Connection connection = ledger.getConnection()) {
      connection.setAutoCommit(true);
      LedgerRights has = LedgerRights.of(connection, name);
      List<RunnerGrant> missing =
          LedgerScripts.runnerGrants().stream()
              .filter(grant -> !has.rights().containsAll(grant.rights()))
              .toList();
      if (!missing.isEmpty()) {
        grant(connection, missing);
      }
      warnOfMore(has);
    } catch (SQLException e) {
      throw refused(Failures.sentence("the rights of the user " + name + " can't be seen", e));
    }
  }

  private void grant(Connection connection, List<RunnerGrant> missing)
      throws SQLException, Refused {
    for (RunnerGrant each : missing) {
      tryTo(connection, each);
    }
    Set<RunnerGrant.Right> has = LedgerRights.of(connection, name).rights();
    for (RunnerGrant each : missing) {
      if (!has.containsAll(each.rights())) {
        throw refused(
            "the user "
                + name
                + " of chunk-runners lacks a right in the ledger, which the Master can't grant, as it"
                + " is not the owner: a DBA should run: "
                + each.to(name)
                + ";"
                + PRINTED);
      }
    }
    LedgerLog.granted(name, missing.stream().mapToInt(each -> each.rights().size()).sum());
  }

  /** Whether it did anything is seen afterwards: to a stranger, it may also do nothing. */
  private void tryTo(Connection connection, RunnerGrant grant) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(grant.to(name));
    } catch (SQLException e) {
      if (!"42501".equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  private void warnOfMore(LedgerRights has) {
    Set<RunnerGrant.Right> more = new LinkedHashSet<>(has.rights());
    LedgerScripts.runnerGrants().forEach(grant -> more.removeAll(grant.rights()));
    if (has.superuser()) {
      LedgerLog.mayDoMore(name, "it is a superuser");
    } else if (!more.isEmpty()) {
      LedgerLog.mayDoMore(name, firstOf(more));
    }
  }

  private static String firstOf(Set<RunnerGrant.Right> rights) {
    String some = rights.stream().limit(3).map(Object::toString).collect(Collectors.joining(", "));
    return rights.size() > 3 ? some + " and " + (rights.size() - 3) + " more" : some;
  }

  private static Refused refused(String sentence) {
    return new Refused(ExitCode.DATABASE, sentence);
  }
}
