package dev.foray.runner.core.session;

import dev.foray.api.JobMistake;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Order;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.HibernateException;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.jpa.boot.spi.PersistenceUnitDescriptor;
import org.hibernate.jpa.boot.spi.PersistenceXmlParser;

/**
 * A persistence unit of the job's own, by its name in a {@code META-INF/persistence.xml}: its
 * classes, its mapping files and its properties. Of where its data are, and of what makes tables,
 * nothing is taken: {@link JobFactory} says so.
 */
public final class PersistenceUnit {
  private static final String FILE = "META-INF/persistence.xml";
  private static final String USUAL_MAPPING = "META-INF/orm.xml";

  private PersistenceUnit() {}

  /** The name of the one that is asked for; empty: none is. */
  public static Optional<String> nameIn(Order.Code code) {
    return code.hibernate().stream()
        .filter(setting -> setting.name().equals(AvailableSettings.PERSISTENCE_UNIT_NAME))
        .map(NamedText::text)
        .reduce((first, last) -> last);
  }

  /**
   * @param found the classes that were found in the job's jars, which belong to a unit that does
   *     not exclude what it does not list
   * @param load gives a class by its name
   * @throws JobMistake if there is no unit of that name, or it can't be read
   */
  public static Mapping mapping(
      String name, List<String> found, Function<String, Class<?>> load, ClassLoader loader) {
    PersistenceUnitDescriptor unit = unit(name, loader);
    Set<String> classes = new LinkedHashSet<>(unit.getManagedClassNames());
    if (!unit.isExcludeUnlistedClasses()) {
      classes.addAll(found);
    }
    Set<String> files = new LinkedHashSet<>(unit.getMappingFileNames());
    if (loader.getResource(USUAL_MAPPING) != null) {
      files.add(USUAL_MAPPING);
    }
    Map<String, String> settings = new HashMap<>();
    unit.getProperties().stringPropertyNames().stream()
        .filter(property -> property.startsWith("hibernate.") || property.startsWith("jakarta."))
        .forEach(property -> settings.put(property, unit.getProperties().getProperty(property)));
    return new Mapping(
        classes.stream().map(load).collect(Collectors.toList()),
        List.copyOf(files),
        Map.copyOf(settings));
  }

  private static PersistenceUnitDescriptor unit(String name, ClassLoader loader) {
    Map<String, PersistenceUnitDescriptor> units = units(loader);
    PersistenceUnitDescriptor unit = units.get(name);
    if (unit == null) {
      throw new JobMistake(
          units.isEmpty()
              ? "there is no persistence unit "
                  + name
                  + ": no jar of the job's has a "
                  + FILE
                  + " that names one"
              : "there is no persistence unit "
                  + name
                  + " among the job's jars: there is "
                  + String.join(", ", new TreeSet<>(units.keySet())));
    }
    return unit;
  }

  private static Map<String, PersistenceUnitDescriptor> units(ClassLoader loader) {
    try {
      List<URL> files = Collections.list(loader.getResources(FILE));
      return files.isEmpty() ? Map.of() : PersistenceXmlParser.create().parse(files);
    } catch (IOException | HibernateException e) {
      throw new JobMistake("the job's " + FILE + " can't be read: " + e.getMessage(), e);
    }
  }
}
