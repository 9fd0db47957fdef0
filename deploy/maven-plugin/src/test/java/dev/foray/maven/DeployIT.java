package dev.foray.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.maven.Build.Outcome;
import dev.foray.maven.door.MasterDoor;
import dev.foray.maven.door.Releases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A project that the archetype made, outside of this build, with Maven as a person calls it and a
 * Master that takes what is sent to it.
 */
class DeployIT {
  private static final String NO_TESTS = "-DskipTests";

  private static final Path DIRECTORY = Path.of("target/outside").toAbsolutePath();

  private static LocalRepository repository;
  private static TestIdentities identities;
  private static Path project;

  private Path home;
  private FakeMaster master;
  private Build build;

  @BeforeAll
  static void makeAProject() throws Exception {
    clear(DIRECTORY);
    repository = LocalRepository.make(DIRECTORY.resolve("repository"));
    identities = TestIdentities.make(DIRECTORY);
    project = DIRECTORY.resolve("sales");
    String archetype = "org.apache.maven.plugins:maven-archetype-plugin:";
    new Build(repository, Files.createDirectory(DIRECTORY.resolve("empty")), DIRECTORY)
        .run(
            archetype + System.getProperty("archetype-plugin.version") + ":generate",
            "-DarchetypeCatalog=local",
            "-DarchetypeGroupId=dev.foray",
            "-DarchetypeArtifactId=foray-job-archetype",
            "-DarchetypeVersion=" + System.getProperty("foray.version"),
            "-DgroupId=example.jobs",
            "-DartifactId=sales",
            "-Dversion=1.0",
            "-DoutputDirectory=" + DIRECTORY)
        .succeeded();
  }

  @BeforeEach
  void startAMaster() throws IOException {
    home = Files.createTempDirectory(DIRECTORY, "home");
    master = new FakeMaster(home, identities);
    build = new Build(repository, project, home);
  }

  @AfterEach
  void stopIt() {
    master.close();
  }

  /** It brings a library of its own, and Foray's API by mistake at scope compile. */
  @Test
  void theProjectOfTheArchetypeIsTestedAndDeployedAndThenOnlyWhatChanged() throws Exception {
    edit(
        project.resolve("pom.xml"),
        "      <scope>provided</scope>\n    </dependency>",
        "    </dependency>\n    <dependency><groupId>info.picocli</groupId>"
            + "<artifactId>picocli</artifactId><version>4.7.7</version></dependency>");

    Outcome first = build.run("deploy").succeeded();
    assertThat(first.said())
        .contains("Tests run: 2, Failures: 0")
        .contains("has no distributionManagement")
        .contains(" is current: 2 of 2 jars, ")
        .contains("it has the job class example.jobs.TotalSales, and 2 entities");
    assertThat(master.releases()).containsExactly(List.of("sales-1.0.jar", "picocli-4.7.7.jar"));
    assertThat(master.arrived()).hasSize(2);

    edit(
        project.resolve("src/main/java/example/jobs/TotalSales.java"),
        "CHUNK = 500",
        "CHUNK = 400");
    Outcome second = build.run("deploy", NO_TESTS, "-Dforay.promote=false").succeeded();
    assertThat(second.said()).contains(" is kept, and not current: 1 of 2 jars, ");
    assertThat(master.arrived())
        .containsExactly(
            FakeMaster.sha256(Files.readAllBytes(project.resolve("target/sales-1.0.jar"))));
    assertThat(master.current()).isZero();
  }

  @Test
  void aRefusalFailsTheBuildWithItsSentenceAlone() throws Exception {
    master.refuse("the release has no job class: add one that implements MapReduceJob");
    Outcome outcome = build.run("deploy", NO_TESTS);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.said())
        .contains("on project sales: the release has no job class: add one that implements")
        .doesNotContain("\tat ");
  }

  @Test
  void ofSeveralModulesOneReleaseIsMadeAfterTheLastWithTheJobsOwnHibernate() throws Exception {
    Path reactor = Files.createTempDirectory(DIRECTORY, "reactor");
    for (String module : List.of("first", "second")) {
      copy(project.resolve("src/main"), reactor.resolve(module).resolve("src/main"));
      Files.writeString(
          reactor.resolve(module).resolve("pom.xml"),
          Files.readString(project.resolve("pom.xml"))
              .replace(
                  "<artifactId>sales</artifactId>", "<artifactId>" + module + "</artifactId>"));
    }
    edit(
        reactor.resolve("second/pom.xml"),
        "  <dependencies>",
        "  <dependencies><dependency><groupId>org.hibernate.orm</groupId>"
            + "<artifactId>hibernate-core</artifactId><version>"
            + System.getProperty("hibernate.version")
            + "</version></dependency>");
    Files.writeString(
        reactor.resolve("pom.xml"),
        "<project><modelVersion>4.0.0</modelVersion><groupId>example.jobs</groupId>"
            + "<artifactId>all</artifactId><version>1.0</version><packaging>pom</packaging>"
            + "<modules><module>first</module><module>second</module></modules></project>");

    Outcome outcome = new Build(repository, reactor, home).run("deploy", "-T2", NO_TESTS);

    assertThat(outcome.succeeded().said()).containsOnlyOnce("the release is made after the last");
    assertThat(master.releases()).hasSize(1);
    assertThat(master.releases().get(0))
        .contains("first-1.0.jar", "second-1.0.jar")
        .as("a Hibernate of the job's own, with what it needs")
        .contains("hibernate-core-" + System.getProperty("hibernate.version") + ".jar")
        .anyMatch(jar -> jar.startsWith("hibernate-models-"));
  }

  @Test
  void releasesAreListed() throws Exception {
    master.holds("first", "second");
    assertThat(build.run("foray:releases").succeeded().said())
        .containsPattern("  [0-9a-f]{12}  2026-11-24T10:00:00Z  1.0 2 example.jobs.TotalSales")
        .containsPattern("\\* [0-9a-f]{12}  2026-11-24T10:00:01Z  1.0 2 example.jobs.TotalSales");
  }

  /** Of the same cluster, with a certificate for something else. */
  @Test
  void whoAnswersMustBeTheMaster() throws Exception {
    Path elsewhere = Files.createTempDirectory(DIRECTORY, "home");
    TestIdentities swapped = new TestIdentities(identities.admin(), identities.admin());
    try (FakeMaster impostor = new FakeMaster(elsewhere, swapped)) {
      impostor.holds("first");
      MasterDoor door = MasterDoor.find(null, null, Map.of("FORAY_HOME", elsewhere.toString()));
      assertThatThrownBy(() -> new Releases(door).all())
          .isInstanceOf(MojoFailureException.class)
          .hasMessageContaining("foray:test/admin/ada");
    }
  }

  @Test
  void aJobRunsInMavensOwnProcessWithoutAMaster() throws Exception {
    assertThat(build.run("foray:run").succeeded().said())
        .contains("example.jobs.TotalSales succeeded: ")
        .contains("2000 pairs read, ");
  }

  @Test
  void whereThereIsNoMasterOneSentenceSaysHowToStartOne() throws Exception {
    Files.delete(home.resolve("master.address"));
    assertThat(build.run("foray:releases").said())
        .contains("start one with \"master start\", or name another with -Dforay.master=HOST:PORT")
        .doesNotContain("\tat ");
  }

  /** Without what an earlier run left, and by .mvn a place of its own for Maven. */
  private static void clear(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(directory.resolve(".mvn"));
  }

  private static void edit(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
