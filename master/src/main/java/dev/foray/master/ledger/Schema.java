package dev.foray.master.ledger;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.schema.LedgerScripts;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** The ledger's tables: brought up to date when the ledger is opened, or printed for a DBA. */
final class Schema {
  private static final String LOCATION = "dev/foray/ledger";

  private Schema() {}

  static void migrate(DataSource database, LedgerHome home) throws Refused {
    Flyway flyway =
        Flyway.configure(Schema.class.getClassLoader())
            .dataSource(database)
            .locations("classpath:" + LOCATION)
            .schemas(home.schema())
            .defaultSchema(home.schema())
            .table("migration")
            .load();
    try {
      refuseNewer(flyway, home);
      flyway.migrate();
    } catch (FlywayException e) {
      throw new Refused(ExitCode.DATABASE, sentence(home, e));
    }
  }

  private static void refuseNewer(Flyway flyway, LedgerHome home) throws Refused {
    if (Arrays.stream(flyway.info().all())
        .anyMatch(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS)) {
      throw new Refused(
          ExitCode.DATABASE,
          "the ledger in "
              + home.describe()
              + " was written by a newer version of Foray: start that version");
    }
  }

  private static String sentence(LedgerHome home, FlywayException failure) {
    if (failure.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
      return "the schema foray in "
          + home.describe()
          + " has tables that no Master made: rename that schema, or choose another database";
    }
    if (failure instanceof FlywayValidateException) {
      return "the ledger in "
          + home.describe()
          + " was made by another build of Foray: use that one, or another database";
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException refusal) {
        return Failures.sentence(
            "the schema foray can't be brought up to date in " + home.describe(), refusal);
      }
    }
    return String.valueOf(failure.getMessage());
  }

  /** The statements that make the tables. */
  static String ddl() {
    return LedgerScripts.statements();
  }
}
