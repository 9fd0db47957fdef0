package dev.foray.maven.jars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugin.MojoFailureException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.Test;

class FreightTest {
  private static final Set<String> MODULES = Set.of("first", "second");

  private final Freight freight = new Freight();

  @Test
  void theModuleThatComesLastGetsTheWholeEachJarOnce() throws Exception {
    assertThat(freight.load("second", jars("second 1", "library 1"), MODULES)).isEmpty();
    assertThat(freight.load("first", jars("first 1", "library 1"), MODULES).orElseThrow())
        .extracting(ModuleJars.Jar::key)
        .containsExactly("second", "library", "first");
  }

  @Test
  void aModuleThatIsLeftOutIsWaitedForAllTheSame() throws Exception {
    assertThat(freight.load("first", jars("first 1"), MODULES)).isEmpty();
    assertThat(freight.load("second", ModuleJars.NONE, MODULES).orElseThrow()).hasSize(1);
  }

  @Test
  void twoVersionsOfOneJarAreRefusedWithBoth() throws Exception {
    freight.load("first", jars("library 1"), MODULES);
    assertThatThrownBy(() -> freight.load("second", jars("library 2"), MODULES))
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContaining("second brings library in version 2")
        .hasMessageContaining("in version 1");
  }

  @Test
  void theModulesOfOneBuildShareOneAndTwoBuildsDoNot() {
    DefaultRepositorySystemSession build = new DefaultRepositorySystemSession();
    assertThat(Freight.of(build)).isSameAs(Freight.of(build));
    assertThat(Freight.of(build)).isNotSameAs(Freight.of(new DefaultRepositorySystemSession()));
  }

  /** Each by its key and its version. */
  private static ModuleJars jars(String... jars) {
    return new ModuleJars(
        List.of(jars).stream()
            .map(jar -> jar.split(" ", 2))
            .map(jar -> new ModuleJars.Jar(jar[0], jar[1], Path.of(jar[0] + ".jar")))
            .toList());
  }
}
