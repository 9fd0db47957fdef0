package dev.foray.runner.core.session;

import dev.foray.api.JobMistake;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Order;
import dev.foray.runner.core.flow.Remarks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.MappingException;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.bytecode.internal.none.BytecodeProviderImpl;
import org.hibernate.bytecode.spi.BytecodeProvider;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.generator.Generator;
import org.hibernate.id.enhanced.SequenceStyleGenerator;
import org.hibernate.id.enhanced.TableGenerator;
import org.hibernate.tool.schema.Action;

/**
 * Boots Hibernate over a job's entities without asking the database anything, since this is on the
 * path of every chunk. What the job's configuration says of connections, pools, caches and the
 * schema is not taken: these are Foray's. Where Spring Boot is among the job's jars, names of
 * tables and columns are made as there.
 */
public final class JobFactory {
  private static final List<String> NOT_TAKEN =
      List.of(
          "hibernate.connection.",
          "hibernate.hikari.",
          "hibernate.c3p0.",
          "hibernate.agroal.",
          "hibernate.hbm2ddl.",
          "hibernate.cache.",
          "hibernate.transaction.",
          "jakarta.persistence.jdbc.",
          "jakarta.persistence.schema-generation.",
          "jakarta.persistence.sharedCache.");

  private JobFactory() {}

  public static SessionFactory build(ConnectionPool pool, Order.Code code, Mapping mapping) {
    StandardServiceRegistryBuilder builder = new StandardServiceRegistryBuilder();
    // A hibernate.properties among the job's jars has been read by now.
    builder.getSettings().keySet().removeIf(JobFactory::isForays);
    if (!code.bytecodeProvider()) {
      // As a service: Hibernate 7.4 asks the class path alone, not its own setting.
      builder.addService(BytecodeProvider.class, new BytecodeProviderImpl());
    }
    builder.applySettings(settings(pool, code, mapping));
    nameAsSpringBoot(builder);
    StandardServiceRegistry registry = builder.build();
    try {
      MetadataSources sources = new MetadataSources(registry);
      mapping.classes().forEach(sources::addAnnotatedClass);
      mapping.files().forEach(sources::addResource);
      SessionFactory factory = sources.buildMetadata().buildSessionFactory();
      if (takesIdsFromTables(factory)) {
        pool.allowOneMore();
      }
      return factory;
    } catch (MappingException e) {
      StandardServiceRegistryBuilder.destroy(registry);
      throw new JobMistake("Hibernate can't map the job's entities: " + e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      StandardServiceRegistryBuilder.destroy(registry);
      throw e;
    }
  }

  private static Map<String, Object> settings(
      ConnectionPool pool, Order.Code code, Mapping mapping) {
    Map<String, Object> settings = new HashMap<>(mapping.settings());
    settings.keySet().removeIf(JobFactory::isForays);
    settings.put(AvailableSettings.JAKARTA_HBM2DDL_DB_NAME, pool.kind().productName());
    for (NamedText each : code.hibernate()) {
      if (!isForays(each.name())) {
        settings.put(each.name(), each.text());
      }
    }
    settings.put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, pool.dataSource());
    settings.put(AvailableSettings.CONNECTION_PROVIDER_DISABLES_AUTOCOMMIT, true);
    settings.put(AvailableSettings.ALLOW_METADATA_ON_BOOT, false);
    settings.put(AvailableSettings.HBM2DDL_AUTO, Action.NONE);
    settings.put(AvailableSettings.JAKARTA_HBM2DDL_DATABASE_ACTION, Action.NONE);
    settings.put(AvailableSettings.USE_SECOND_LEVEL_CACHE, false);
    settings.put(AvailableSettings.USE_QUERY_CACHE, false);
    settings.put(AvailableSettings.XML_MAPPING_ENABLED, !mapping.files().isEmpty());
    return settings;
  }

  private static void nameAsSpringBoot(StandardServiceRegistryBuilder builder) {
    Map<String, String> naming =
        SpringNaming.beside(
            builder.getSettings().keySet(),
            builder.getBootstrapServiceRegistry().requireService(ClassLoaderService.class));
    if (!naming.isEmpty()) {
      builder.getSettings().putAll(naming);
      Remarks.namedAsSpringBoot(naming);
    }
  }

  private static boolean isForays(String setting) {
    return NOT_TAKEN.stream().anyMatch(setting::startsWith);
  }

  private static boolean takesIdsFromTables(SessionFactory factory) {
    List<Generator> generators = new ArrayList<>();
    factory
        .unwrap(SessionFactoryImplementor.class)
        .getMappingMetamodel()
        .forEachEntityDescriptor(entity -> generators.add(entity.getGenerator()));
    return generators.stream().anyMatch(JobFactory::takesIdsFromTable);
  }

  private static boolean takesIdsFromTable(Generator generator) {
    return generator instanceof TableGenerator
        || (generator instanceof SequenceStyleGenerator sequence
            && !sequence.getDatabaseStructure().isPhysicalSequence());
  }
}
