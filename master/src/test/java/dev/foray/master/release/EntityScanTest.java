package dev.foray.master.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.master.release.fixture.Mappings;
import dev.foray.protocol.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityScanTest {
  private static final Class<?>[] EAGER = {
    Mappings.Numbered.class,
    Mappings.Customer.class,
    Mappings.Invoice.class,
    Mappings.Money.class,
    Mappings.YesOrNo.class
  };

  @TempDir Path directory;

  @Test
  void everyKindOfMappedClassIsFound() throws IOException {
    EntityScan scan = scan(jar().with(EAGER).with(Mappings.class));

    assertThat(scan.mapped())
        .containsExactly(
            name("Customer"), name("Invoice"), name("Money"), name("Numbered"), name("YesOrNo"));
  }

  @Test
  void mappingWithoutAnythingLazyNeedsNoProvider() throws IOException {
    assertThat(scan(jar().with(EAGER)).needsBytecodeProvider()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Mappings.LazyInvoice.class,
        Mappings.LazyByGetter.class,
        Mappings.LazyPart.class,
        Mappings.LazyText.class,
        Mappings.PointsAnywhere.class
      })
  void anythingLazyNeedsTheProvider(Class<?> lazy) throws IOException {
    assertThat(scan(jar().with(EAGER).with(lazy)).needsBytecodeProvider()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "META-INF/orm.xml, <entity-mappings/>, true",
    "com/acme/Invoice.hbm.xml, <hibernate-mapping/>, true",
    "META-INF/persistence.xml, <mapping-file>a.xml</mapping-file>, true",
    "META-INF/persistence.xml, <persistence/>, false",
    "com/acme/Broken.class, no class file, true"
  })
  void providerIsThereWhereTheClassesDoNotTellAll(String entry, String text, boolean needed)
      throws IOException {
    assertThat(scan(jar().with(EAGER).with(entry, text)).needsBytecodeProvider()).isEqualTo(needed);
  }

  private static String name(String mapping) {
    return Mappings.class.getName() + "$" + mapping;
  }

  private JarFixture jar() {
    return JarFixture.at(directory.resolve("entities.jar"));
  }

  private static EntityScan scan(JarFixture jar) throws IOException {
    Path file = jar.write();
    return new EntityScan(
        ClassIndex.of(List.of(new Order.Jar("entities.jar", "", 0, file.toString()))));
  }
}
