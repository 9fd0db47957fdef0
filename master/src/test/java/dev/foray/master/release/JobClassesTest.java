package dev.foray.master.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.api.MapReduceJob;
import dev.foray.master.release.fixture.JobShapes;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Order;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobClassesTest {
  private static final String SHAPES = JobShapes.class.getName() + "$";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AddUp",
        "JobShapes.AddUp",
        "JobShapes$AddUp",
        "dev.foray.master.release.fixture.JobShapes.AddUp",
        "dev.foray.master.release.fixture.JobShapes$AddUp"
      })
  void jobIsFoundByFullAndBySimpleName(String name) throws Exception {
    assertThat(allShapes().resolve(name)).isEqualTo(SHAPES + "AddUp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AddUpInBulk", "AddUpAgain", "WritesByInterface"})
  void writeMayBeBulkOrInherited(String name) throws Exception {
    assertThat(allShapes().resolve(name)).isEqualTo(SHAPES + name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Plain           | is not a job: a job class implements dev.foray.api.MapReduceJob
          Writing         | is an interface: name a class that implements it
          Unwritten       | is abstract: name a class that extends it
          Hidden          | is not public: declare it public
          Inner           | is an inner class: declare it static, or in a file of its own
          NeedsAnArgument | has no public constructor without parameters: add one; what it needs comes as --param, in open
          PrivatelyMade   | has no public constructor without parameters: add one; what it needs comes as --param, in open
          NeverWrites     | emits pairs, but overrides neither write nor writeAll: override one of them
          """)
  void classThatCannotRunIsRefusedWithWhatToDo(String name, String sentence) throws Exception {
    JobClasses classes = allShapes();

    assertRefused(() -> classes.resolve(name)).hasMessage(SHAPES + name + " " + sentence);
  }

  @Test
  void localClassIsRefused() throws Exception {
    class Local extends JobShapes.AddUp {}
    JobClasses classes = classes(jar("a.jar", shapes()), jar("b.jar", Local.class));

    assertRefused(() -> classes.resolve(Local.class.getName()))
        .hasMessageEndingWith("declare it in a file of its own, as a public class");
  }

  @Test
  void mistypedNameIsAnsweredWithTheNearestAndWithWhatThereIs() throws Exception {
    JobClasses classes = allShapes();

    assertRefused(() -> classes.resolve("com.acme.AdUp"))
        .hasMessageContaining("there is no class com.acme.AdUp in the jars")
        .hasMessageContaining("did you mean " + SHAPES + "AddUp?")
        .hasMessageContaining("They have the job classes " + SHAPES + "AddUp, " + SHAPES)
        .message()
        .doesNotContain("JobShapes$Unwritten")
        .doesNotContain("JobShapes$Plain");
  }

  @Test
  void jarsWithoutAnyJobAreSaidToHaveNone() throws Exception {
    JobClasses classes = classes(jar("plain.jar", JobShapes.Plain.class));

    assertThat(classes.names()).isEmpty();
    assertRefused(() -> classes.resolve("AddUp"))
        .hasMessage(
            "there is no class AddUp in the jars, nor any other job class, which implements"
                + " dev.foray.api.MapReduceJob: add the jar that has it with --jar");
  }

  @Test
  void simpleNameOfTwoJobsIsRefusedListingBoth() throws Exception {
    JobClasses classes = allShapes();

    assertRefused(() -> classes.resolve("Sales"))
        .hasMessage(
            "2 job classes are called Sales: say which one, %sNorth$Sales or %sSouth$Sales"
                .formatted(SHAPES, SHAPES));
    assertThat(classes.resolve("North.Sales")).isEqualTo(SHAPES + "North$Sales");
  }

  @Test
  void hierarchyMayLieInAnotherJar() throws Exception {
    JobClasses classes =
        classes(
            jar("job.jar", JobShapes.AddUpAgain.class),
            jar("base.jar", JobShapes.AddUp.class, JobShapes.Unwritten.class));

    assertThat(classes.resolve("AddUpAgain")).isEqualTo(SHAPES + "AddUpAgain");
  }

  @Test
  void missingJarOfTheHierarchyIsNamed() throws Exception {
    JobClasses classes = classes(jar("job.jar", JobShapes.AddUpAgain.class));

    assertRefused(() -> classes.resolve("AddUpAgain"))
        .hasMessage(
            SHAPES
                + "AddUpAgain is not known to be a job, since "
                + SHAPES
                + "AddUp, which it extends, is in none of the jars: add its jar with --jar");
  }

  @Test
  void apiMayBeAmongTheJars() throws Exception {
    JobClasses classes =
        classes(
            jar("api.jar", MapReduceJob.class),
            jar("job.jar", JobShapes.AddUp.class, JobShapes.Unwritten.class));

    assertThat(classes.names()).containsExactly(SHAPES + "AddUp", SHAPES + "Unwritten");
    assertThat(classes.resolve("AddUp")).isEqualTo(SHAPES + "AddUp");
  }

  @Test
  void brokenClassFileStandsInNobodysWay() throws Exception {
    Path jar =
        JarFixture.at(directory.resolve("job.jar"))
            .with("a/Broken.class", "no class file")
            .with(shapes())
            .write();

    assertThat(classes(jar).resolve("AddUp")).isEqualTo(SHAPES + "AddUp");
  }

  private JobClasses allShapes() throws IOException {
    return classes(jar("job.jar", shapes()));
  }

  private static Class<?>[] shapes() {
    List<Class<?>> all = new ArrayList<>(List.of(JobShapes.class.getDeclaredClasses()));
    all.add(JobShapes.North.Sales.class);
    all.add(JobShapes.South.Sales.class);
    return all.toArray(Class<?>[]::new);
  }

  private Path jar(String name, Class<?>... types) throws IOException {
    return JarFixture.at(directory.resolve(name)).with(types).write();
  }

  private static JobClasses classes(Path... jars) throws IOException {
    return new JobClasses(
        ClassIndex.of(
            List.of(jars).stream()
                .map(jar -> new Order.Jar(jar.getFileName().toString(), "", 0, jar.toString()))
                .toList()));
  }

  private interface Resolving {
    void run() throws Refused;
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      Resolving resolving) {
    return assertThatThrownBy(resolving::run)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_USE));
  }
}
