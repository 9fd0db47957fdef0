package dev.foray.maven.jars;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.junit.jupiter.api.Test;

/** Which of the jars of a runtime class path are shipped. */
class ProjectJarsTest {
  private final Artifact api = jar("dev.foray", "mapreduce-api");
  private final Artifact hibernate = jar("org.hibernate.orm", "hibernate-core");
  private final Artifact library = jar("org.example", "library");
  private final Artifact jobs = jar("dev.foray", "examples");

  @Test
  void foraysOwnJarsAreNotShipped() {
    assertThat(ProjectJars.choose(List.of(api, library), key -> true)).containsExactly(library);
  }

  @Test
  void whatComesByForaysOwnJarsAloneIsNotShipped() {
    Set<String> own = Set.of("org.example:library:jar");
    assertThat(ProjectJars.choose(List.of(api, hibernate, library), own::contains))
        .containsExactly(library);
  }

  @Test
  void theJobsOwnHibernateIsShippedInItsPlace() {
    Set<String> own = Set.of("org.hibernate.orm:hibernate-core:jar", "org.example:library:jar");
    assertThat(ProjectJars.choose(List.of(hibernate, api, library), own::contains))
        .containsExactly(hibernate, library);
  }

  @Test
  void aJobsJarMayBeOfForaysGroup() {
    assertThat(ProjectJars.choose(List.of(jobs), key -> true)).containsExactly(jobs);
  }

  @Test
  void whatIsOnNoClassPathIsNotShipped() {
    Artifact pom =
        new DefaultArtifact(
            "org.example", "bom", "1", "compile", "pom", null, new DefaultArtifactHandler("pom"));
    assertThat(ProjectJars.choose(List.of(pom, library), key -> true)).containsExactly(library);
  }

  private static Artifact jar(String group, String artifact) {
    DefaultArtifactHandler handler = new DefaultArtifactHandler("jar");
    handler.setAddedToClasspath(true);
    return new DefaultArtifact(group, artifact, "1", "compile", "jar", null, handler);
  }
}
