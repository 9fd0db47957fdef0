package dev.foray.runner.training;

import dev.foray.protocol.Order;
import dev.foray.runner.core.JobDatabase;
import dev.foray.runner.core.session.Mapping;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Loads what a training run on a database in memory does not touch: the driver of PostgreSQL, and
 * what Hibernate starts with there. No database is asked.
 */
final class PostgresClasses {
  private static final String DRIVER = "org.postgresql.Driver";

  private PostgresClasses() {}

  static void load(Order order) throws IOException {
    if (!order.database().url().startsWith("jdbc:postgresql:")) {
      return;
    }
    ClassLoader loader = PostgresClasses.class.getClassLoader();
    JobDatabase.open(
            order.attempt(), order.database(), order.code(), Mapping.of(List.of(TrainingRow.class)))
        .close();
    load(loader, "org.hibernate.dialect.sql.ast.PostgreSQLSqlAstTranslator");
    try (JarFile jar = new JarFile(driverJar(loader))) {
      jar.stream()
          .map(JarEntry::getName)
          .filter(name -> name.startsWith("org/postgresql/") && name.endsWith(".class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .forEach(name -> load(loader, name));
    }
  }

  private static File driverJar(ClassLoader loader) throws IOException {
    try {
      CodeSource source =
          Class.forName(DRIVER, false, loader).getProtectionDomain().getCodeSource();
      return Path.of(source.getLocation().toURI()).toFile();
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IOException("the driver of PostgreSQL is not on the class path", e);
    }
  }

  private static void load(ClassLoader loader, String name) {
    try {
      Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      // A part of the driver that needs a library which is not there: no runner loads it either.
    }
  }
}
