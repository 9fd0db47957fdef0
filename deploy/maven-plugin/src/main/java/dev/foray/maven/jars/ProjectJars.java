package dev.foray.maven.jars;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystemSession;

/**
 * The runtime class path of a project as it is shipped: its own jar, then what it depends on, in
 * Maven's order, without what a node has of Foray's anyhow. A library that the project declares, or
 * that comes by one it declares, is shipped, and takes the place of Foray's there: its Hibernate,
 * its driver. Thread-safe.
 */
@Named
@Singleton
public final class ProjectJars {
  private static final Set<String> NO_CLASSES =
      Set.of("sources", "javadoc", "tests", "test-sources", "test-javadoc");
  private static final String SHADE = "org.apache.maven.plugins:maven-shade-plugin";

  private final OwnDependencies ownDependencies;

  @Inject
  ProjectJars(OwnDependencies ownDependencies) {
    this.ownDependencies = ownDependencies;
  }

  /**
   * @param project packaged, with its runtime dependencies resolved
   */
  public ModuleJars of(MavenProject project, RepositorySystemSession session)
      throws MojoExecutionException, MojoFailureException {
    Path scratch = Path.of(project.getBuild().getDirectory(), "foray");
    try {
      List<ModuleJars.Jar> jars = new ArrayList<>();
      jars.add(
          new ModuleJars.Jar(
              ArtifactKeys.of(project.getArtifact()), project.getVersion(), own(project, scratch)));
      for (Artifact artifact : shipped(project, session)) {
        jars.add(
            new ModuleJars.Jar(
                ArtifactKeys.of(artifact),
                artifact.getBaseVersion(),
                PlainJar.of(packaged(artifact), List.of(), false, scratch)));
      }
      return new ModuleJars(jars);
    } catch (IOException e) {
      throw new MojoExecutionException("a jar of " + project.getId() + " can't be read: " + e, e);
    }
  }

  private static Path own(MavenProject project, Path scratch)
      throws IOException, MojoFailureException {
    File file = project.getArtifact().getFile();
    if (file == null || !file.isFile()) {
      throw new MojoFailureException(
          project.getArtifactId() + " is not packaged: type mvn deploy, or mvn foray:deploy");
    }
    if (!file.getName().endsWith(".jar")) {
      throw new MojoFailureException(
          project.getArtifactId()
              + " is packaged as "
              + file.getName()
              + ", and a release is made of jars: put the jobs into a module with packaging jar, or"
              + " set foray.skip here");
    }
    List<Path> attached =
        project.getAttachedArtifacts().stream()
            .filter(artifact -> artifact.getType().equals("jar") && artifact.getFile() != null)
            .filter(artifact -> !NO_CLASSES.contains(String.valueOf(artifact.getClassifier())))
            .map(artifact -> artifact.getFile().toPath())
            .toList();
    return PlainJar.of(file.toPath(), attached, project.getPlugin(SHADE) != null, scratch);
  }

  private List<Artifact> shipped(MavenProject project, RepositorySystemSession session)
      throws MojoExecutionException {
    List<Artifact> runtime = List.copyOf(project.getArtifacts());
    return runtime.stream().anyMatch(ProjectJars::isForays)
        ? choose(runtime, ownDependencies.keys(project, session)::contains)
        : choose(runtime, key -> true);
  }

  /**
   * @param runtime the class path as Maven resolved it
   * @param own whether the project would bring it without Foray, by its key
   */
  static List<Artifact> choose(List<Artifact> runtime, Predicate<String> own) {
    return runtime.stream()
        .filter(artifact -> artifact.getArtifactHandler().isAddedToClasspath())
        .filter(artifact -> !isForays(artifact) && own.test(ArtifactKeys.of(artifact)))
        .toList();
  }

  private static boolean isForays(Artifact artifact) {
    return ArtifactKeys.isForays(artifact.getGroupId(), artifact.getArtifactId());
  }

  private static Path packaged(Artifact artifact) throws MojoFailureException {
    File file = artifact.getFile();
    if (file == null || !Files.isRegularFile(file.toPath())) {
      throw new MojoFailureException(
          artifact + " is not packaged yet: type mvn deploy, or mvn foray:deploy");
    }
    return file.toPath();
  }
}
