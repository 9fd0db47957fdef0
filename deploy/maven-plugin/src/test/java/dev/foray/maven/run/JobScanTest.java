package dev.foray.maven.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is found in the class files of this module's tests. */
class JobScanTest {
  private static final String HERE = JobScanTest.class.getName() + "$";
  private static JobScan scan;

  @BeforeAll
  static void scanTheTests() throws IOException {
    scan =
        JobScan.of(
            List.of(
                Path.of("target/test-classes"), Path.of("target/classes"), Path.of("missing.jar")));
  }

  @Test
  void aJobIsFoundByItsSimpleNameAsFarBelowTheInterfaceAsItMayBe() throws Exception {
    assertThat(scan.job("JobScanTest$Below")).isEqualTo(HERE + "Below");
  }

  @Test
  void whereNoJobIsMeantAllAreNamed() {
    assertThatThrownBy(() -> scan.job(null))
        .isInstanceOf(MojoFailureException.class)
        .hasMessageStartingWith("which job is not said")
        .hasMessageContaining(HERE + "Below, " + HERE + "Listing");
    assertThatThrownBy(() -> scan.job("Belo")).hasMessageContaining("called Belo");
  }

  @Test
  void entitiesAreFoundButForAJobThatListsThem() {
    assertThat(scan.mapped(HERE + "Below")).containsExactly(HERE + "Row");
    assertThat(scan.mapped(HERE + "Listing")).isEmpty();
  }

  /** No job: it can't be made. */
  abstract static class Above implements MapReduceJob<Long, String, String, Long> {
    @Override
    public ChunkPlan plan(StatelessSession db) {
      return ChunkPlan.count(1);
    }

    @Override
    public Stream<KeyValue<Long, String>> read(Chunk chunk, StatelessSession db) {
      return Stream.of();
    }

    @Override
    public void map(Long key, String value, Output<String, Long> output) {}
  }

  static class Below extends Above {}

  static class Listing extends Above {
    @Override
    public Collection<Class<?>> entities() {
      return List.of(Row.class);
    }
  }

  @jakarta.persistence.Entity
  static class Row {
    @jakarta.persistence.Id long id;
  }
}
