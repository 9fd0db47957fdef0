package dev.foray.runner.core.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.cfg.AvailableSettings;

/**
 * The names of tables and columns as Spring Boot has Hibernate make them, where the job's entities
 * come from such an application: {@code orderDate} is in the column {@code order_date}. Spring is
 * looked for and not started. Used by {@link JobFactory}.
 */
final class SpringNaming {
  /** It comes with Spring Boot's support of Hibernate, since 4.0. */
  private static final String IMPLICIT =
      "org.springframework.boot.hibernate.SpringImplicitNamingStrategy";

  private SpringNaming() {}

  /**
   * The settings that Spring Boot would add.
   *
   * @param chosen the names of the settings that have a value: these stay
   * @return empty where Spring Boot is not there, or nothing is left to add
   */
  static Map<String, String> beside(Set<String> chosen, ClassLoaderService classes) {
    if (classes.locateResource(IMPLICIT.replace('.', '/') + ".class") == null) {
      return Map.of();
    }
    Map<String, String> added = new LinkedHashMap<>();
    added.put(AvailableSettings.IMPLICIT_NAMING_STRATEGY, IMPLICIT);
    added.put(
        AvailableSettings.PHYSICAL_NAMING_STRATEGY,
        PhysicalNamingStrategySnakeCaseImpl.class.getName());
    added.keySet().removeAll(chosen);
    return added;
  }
}
