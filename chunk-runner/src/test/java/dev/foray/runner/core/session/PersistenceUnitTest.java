package dev.foray.runner.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.api.JobMistake;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Order;
import dev.foray.protocol.Secret;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.tool.schema.Action;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A persistence unit that a team has, in the way that it has it for its web application. */
class PersistenceUnitTest {
  @TempDir private Path jar;
  private URLClassLoader loader = new URLClassLoader(new URL[0]);
  private ClassLoader before = Thread.currentThread().getContextClassLoader();

  @Entity(name = "SmallStone")
  static class SmallStone {
    @Id long id;
    int weightInGrams;
  }

  @Entity
  static class Pebble {
    @Id long id;
  }

  /** Mapped by a file. */
  static class Rock {
    long id;
  }

  @BeforeEach
  void writeTheUnit() throws Exception {
    Files.createDirectory(jar.resolve("META-INF"));
    unit("<class>%s</class>".formatted(SmallStone.class.getName()), true);
    Files.writeString(
        jar.resolve("rocks.xml"),
        """
        <entity-mappings xmlns="https://jakarta.ee/xml/ns/persistence/orm" version="3.2">
          <entity class="%s" access="FIELD">
            <table name="boulder"/>
            <attributes><id name="id"/></attributes>
          </entity>
        </entity-mappings>
        """
            .formatted(Rock.class.getName()));
    before = Thread.currentThread().getContextClassLoader();
    loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before);
    Thread.currentThread().setContextClassLoader(loader);
  }

  @AfterEach
  void close() throws Exception {
    Thread.currentThread().setContextClassLoader(before);
    loader.close();
  }

  private void unit(String classes, boolean excludeUnlisted) throws Exception {
    Files.writeString(
        jar.resolve("META-INF/persistence.xml"),
        """
        <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.2">
          <persistence-unit name="shop">
            <jta-data-source>java:/shop</jta-data-source>
            <mapping-file>rocks.xml</mapping-file>
            %s
            <exclude-unlisted-classes>%s</exclude-unlisted-classes>
            <properties>
              <property name="jakarta.persistence.jdbc.url" value="jdbc:nothing:"/>
              <property name="jakarta.persistence.schema-generation.database.action" value="drop-and-create"/>
              <property name="hibernate.hbm2ddl.auto" value="create"/>
              <property name="hibernate.default_schema" value="warehouse"/>
              <property name="hibernate.physical_naming_strategy"
                value="org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl"/>
            </properties>
          </persistence-unit>
          <persistence-unit name="attic"/>
        </persistence>
        """
            .formatted(classes, excludeUnlisted));
  }

  @Test
  void itsClassesFilesAndPropertiesHoldAndItsConnectionAndSchemaDoNot() {
    try (ConnectionPool pool = pool();
        SessionFactory factory = JobFactory.build(pool, code(), mapping("shop"))) {
      assertThat(factory.getMetamodel().getEntities())
          .extracting(entity -> entity.getJavaType().getSimpleName())
          .containsExactlyInAnyOrder("SmallStone", "Rock");
      assertThat(table(factory, SmallStone.class)).isEqualTo("warehouse.small_stone");
      assertThat(table(factory, Rock.class)).isEqualTo("warehouse.boulder");
      assertThat(factory.getProperties())
          .containsEntry(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, pool.dataSource())
          .doesNotContainKeys("jakarta.persistence.jdbc.url");
      assertThat(factory.getProperties().get(AvailableSettings.HBM2DDL_AUTO))
          .isEqualTo(Action.NONE);
    }
  }

  @Test
  void whatForaysConfigurationSaysCountsMore() {
    try (ConnectionPool pool = pool();
        SessionFactory factory =
            JobFactory.build(
                pool, code(new NamedText("hibernate.default_schema", "other")), mapping("shop"))) {
      assertThat(table(factory, SmallStone.class)).isEqualTo("other.small_stone");
    }
  }

  @Test
  void unitThatExcludesNothingHasWhatWasFoundInTheJarsToo() throws Exception {
    unit("", false);

    assertThat(mapping("shop").classes()).containsExactly(Pebble.class);
    unit("", true);
    assertThat(mapping("shop").classes()).isEmpty();
  }

  @Test
  void unitThatIsNotThereIsRefusedWithThoseThatAre() throws Exception {
    assertThatThrownBy(() -> mapping("shop2"))
        .isInstanceOf(JobMistake.class)
        .hasMessage(
            "there is no persistence unit shop2 among the job's jars: there is attic, shop");
    Files.writeString(jar.resolve("META-INF/persistence.xml"), "<persistence");
    assertThatThrownBy(() -> mapping("shop"))
        .isInstanceOf(JobMistake.class)
        .hasMessageStartingWith("the job's META-INF/persistence.xml can't be read: ");
    Files.delete(jar.resolve("META-INF/persistence.xml"));
    assertThatThrownBy(() -> mapping("shop"))
        .isInstanceOf(JobMistake.class)
        .hasMessage(
            "there is no persistence unit shop: no jar of the job's has a"
                + " META-INF/persistence.xml that names one");
  }

  @Test
  void theLastThatNamesAUnitCounts() {
    assertThat(PersistenceUnit.nameIn(code())).isEmpty();
    assertThat(
            PersistenceUnit.nameIn(
                code(
                    new NamedText("hibernate.persistenceUnitName", "of the Master"),
                    new NamedText("hibernate.persistenceUnitName", "of the job"))))
        .contains("of the job");
  }

  private Mapping mapping(String name) {
    return PersistenceUnit.mapping(name, List.of(Pebble.class.getName()), this::load, loader);
  }

  private Class<?> load(String name) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static String table(SessionFactory factory, Class<?> entity) {
    return factory
        .unwrap(SessionFactoryImplementor.class)
        .getMappingMetamodel()
        .getEntityDescriptor(entity)
        .getMappedTableDetails()
        .getTableName();
  }

  private static ConnectionPool pool() {
    return new ConnectionPool(
        AttemptId.ofChunk(new JobId(1), 0, 1),
        new Order.Database("jdbc:h2:mem:units", "sa", new Secret("")));
  }

  private static Order.Code code(NamedText... hibernate) {
    return new Order.Code("r", List.of(), List.of(), true, null, List.of(hibernate), 0, List.of());
  }
}
