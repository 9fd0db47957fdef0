package dev.foray.master.ledger;

import java.util.List;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;

/** Boots Hibernate for the ledger's own entities. */
final class LedgerSessions {
  private static final List<Class<?>> ROWS =
      List.of(
          AttemptRow.class,
          ChunkRow.class,
          CounterRow.class,
          IdentityRow.class,
          JobParameterRow.class,
          JobRow.class,
          JobSettingRow.class,
          MasterRow.class,
          NodeRow.class,
          NodeStepRow.class,
          NotificationRow.class,
          PromotionRow.class,
          ReleaseClassRow.class,
          ReleaseJarRow.class,
          ReleaseRow.class,
          RowsParameterRow.class,
          SkippedRow.class,
          SuspectRow.class,
          TriedChunkRow.class,
          TriedPairRow.class,
          WorkerRow.class);

  private LedgerSessions() {}

  static SessionFactory over(DataSource connections, LedgerHome home) {
    Configuration configuration = new Configuration();
    ROWS.forEach(configuration::addAnnotatedClass);
    configuration.setPhysicalNamingStrategy(new PhysicalNamingStrategySnakeCaseImpl());
    configuration.getProperties().put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, connections);
    return configuration
        .setProperty(AvailableSettings.DEFAULT_SCHEMA, home.schema())
        .setProperty(AvailableSettings.HBM2DDL_AUTO, "none")
        .setProperty(AvailableSettings.CONNECTION_PROVIDER_DISABLES_AUTOCOMMIT, true)
        .setProperty(AvailableSettings.IN_CLAUSE_PARAMETER_PADDING, true)
        .setProperty(AvailableSettings.XML_MAPPING_ENABLED, false)
        .setProperty(AvailableSettings.LOG_JDBC_ERRORS, false)
        .buildSessionFactory();
  }
}
