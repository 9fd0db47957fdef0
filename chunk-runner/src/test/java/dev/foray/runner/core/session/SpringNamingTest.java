package dev.foray.runner.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.hibernate.boot.registry.classloading.internal.ClassLoaderServiceImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real application of Spring Boot a test of the distribution runs. */
class SpringNamingTest {
  private static final String IMPLICIT = "hibernate.implicit_naming_strategy";
  private static final String PHYSICAL = "hibernate.physical_naming_strategy";

  @TempDir private Path classes;

  @Test
  void withoutSpringBootHibernateNamesAsItDoes() throws IOException {
    assertThat(beside(Set.of())).isEmpty();
  }

  @Test
  void withSpringBootNamesAreMadeAsThere() throws IOException {
    addSpringBoot();
    assertThat(beside(Set.of("hibernate.jdbc.time_zone")))
        .containsEntry(IMPLICIT, "org.springframework.boot.hibernate.SpringImplicitNamingStrategy")
        .containsEntry(
            PHYSICAL, "org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl")
        .hasSize(2);
  }

  @Test
  void whatTheApplicationHasChosenStays() throws IOException {
    addSpringBoot();
    assertThat(beside(Set.of(PHYSICAL))).containsOnlyKeys(IMPLICIT);
    assertThat(beside(Set.of(PHYSICAL, IMPLICIT))).isEmpty();
  }

  private Map<String, String> beside(Set<String> chosen) throws IOException {
    URL[] path = {classes.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(path, null)) {
      return SpringNaming.beside(chosen, new ClassLoaderServiceImpl(loader));
    }
  }

  private void addSpringBoot() throws IOException {
    Path directory = classes.resolve("org/springframework/boot/hibernate");
    Files.createDirectories(directory);
    Files.createFile(directory.resolve("SpringImplicitNamingStrategy.class"));
  }
}
