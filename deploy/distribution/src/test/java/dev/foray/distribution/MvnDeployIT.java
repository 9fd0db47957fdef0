package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.maven.Build;
import dev.foray.maven.LocalRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A copy of the examples outside of this build is deployed, changed, deployed again and rolled
 * back, and each time a job runs the code that is current.
 */
@Execution(ExecutionMode.CONCURRENT)
class MvnDeployIT {
  private static final Path OUTSIDE = Path.of("target/outside").toAbsolutePath();
  private static final Path EXAMPLES = Path.of("../../examples");

  @TempDir private Path home;

  @BeforeAll
  static void clear() throws IOException {
    if (Files.exists(OUTSIDE)) {
      try (Stream<Path> files = Files.walk(OUTSIDE)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(OUTSIDE.resolve(".mvn"));
    Files.copy(Path.of("../../.mvn/jvm.config"), OUTSIDE.resolve(".mvn/jvm.config"));
  }

  /** How many chunks the job has tells which code ran: there are 135,233 lines. */
  @Test
  void aChangedLineIsDeployedAndRunsUntilItIsRolledBack() throws Exception {
    Path project = copyOfTheExamples();
    Build build = new Build(LocalRepository.make(OUTSIDE.resolve("repository")), project, home);
    try (RunningMaster master = RunningMaster.start(home, "--slots", "2")) {
      assertThat(deploy(build)).contains(" is current: 2 of 2 jars, ").contains(".LoadCities");
      load(master);

      edit(
          project.resolve("src/main/java/dev/foray/examples/cities/LoadCities.java"),
          "LINES_PER_CHUNK = 70_000",
          "LINES_PER_CHUNK = 140_000");
      assertThat(deploy(build)).contains(" is current: 1 of 2 jars, ");
      load(master);

      build.run("foray:rollback").succeeded();
      load(master);

      assertThat(deploy(build, "-Dforay.submit=LoadCities", "-Dforay.wait"))
          .contains(" is current: 0 of 2 jars, ");
    }
    assertThat(chunksOfEachJob()).containsExactly("2", "1", "2", "1");
  }

  private static String deploy(Build build, String... more) throws Exception {
    String[] words =
        Stream.concat(Stream.of("deploy", "-DskipTests", "-Dspotless.check.skip"), Stream.of(more))
            .toArray(String[]::new);
    return build.run(words).succeeded().said();
  }

  private static void load(RunningMaster master) throws Exception {
    Distribution.Ended ended = master.run("submit", "--wait", "LoadCities");
    assertThat(ended.exitCode()).as("%s%n%s", ended, master.log()).isZero();
  }

  private List<String> chunksOfEachJob() throws Exception {
    LocalH2 h2 = LocalH2.in(home);
    return Postgres.rows(
        h2.url(), h2.user(), h2.password(), "select chunk_count from foray.job order by id");
  }

  /** With the plugin, fewer chunks, and a library, so that there is a jar that does not change. */
  private static Path copyOfTheExamples() throws IOException {
    Path project = OUTSIDE.resolve("examples");
    try (Stream<Path> files = Files.walk(EXAMPLES.resolve("src/main"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = project.resolve(EXAMPLES.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Files.copy(EXAMPLES.resolve("pom.xml"), project.resolve("pom.xml"));
    edit(
        project.resolve("src/main/java/dev/foray/examples/cities/LoadCities.java"),
        "LINES_PER_CHUNK = 15_000",
        "LINES_PER_CHUNK = 70_000");
    edit(
        project.resolve("pom.xml"),
        "  <dependencies>",
        "  <dependencies><dependency><groupId>info.picocli</groupId>"
            + "<artifactId>picocli</artifactId></dependency>");
    edit(
        project.resolve("pom.xml"),
        "    <plugins>",
        "    <plugins><plugin><groupId>dev.foray</groupId>"
            + "<artifactId>foray-maven-plugin</artifactId><version>"
            + System.getProperty("foray.version")
            + "</version><extensions>true</extensions></plugin>");
    return project;
  }

  private static void edit(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }
}
