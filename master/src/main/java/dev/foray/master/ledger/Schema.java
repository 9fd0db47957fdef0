package dev.foray.master.ledger;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

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
      flyway.migrate();
    } catch (FlywayException e) {
      throw new Refused(ExitCode.DATABASE, String.valueOf(e.getMessage()));
    }
  }

  /** The statements that make the tables. */
  static String ddl() {
    try (InputStream script =
        Schema.class.getClassLoader().getResourceAsStream(LOCATION + "/V1__ledger.sql")) {
      if (script == null) {
        throw new IllegalStateException(LOCATION + "/V1__ledger.sql is not on the class path");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
