package dev.foray.maven.jars;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;

/**
 * Class paths of Foray's own, in this plugin's version. They are fetched when a goal needs them: an
 * upload needs none. Maven would keep its own slf4j in the place of theirs, if they were
 * dependencies of the plugin.
 */
@Named
@Singleton
public final class ForayArtifacts {
  private final RepositorySystem repositories;

  @Inject
  ForayArtifacts(RepositorySystem repositories) {
    this.repositories = repositories;
  }

  /**
   * @param artifact of Foray's, such as {@code cli}
   * @return the files by their keys (see {@link ArtifactKeys}), in the order of the class path
   */
  public Map<String, Path> classPath(
      String artifact, MavenProject project, RepositorySystemSession session)
      throws MojoExecutionException {
    CollectRequest request = new CollectRequest();
    request.setRoot(
        new Dependency(new DefaultArtifact("dev.foray", artifact, "jar", version()), "runtime"));
    request.setRepositories(project.getRemotePluginRepositories());
    try {
      Map<String, Path> classPath = new LinkedHashMap<>();
      for (ArtifactResult result :
          repositories
              .resolveDependencies(session, new DependencyRequest(request, null))
              .getArtifactResults()) {
        classPath.put(
            ArtifactKeys.of(result.getArtifact()), result.getArtifact().getFile().toPath());
      }
      return classPath;
    } catch (DependencyResolutionException e) {
      throw new MojoExecutionException(
          "dev.foray:" + artifact + " of this plugin's version can't be fetched: " + e.getMessage(),
          e);
    }
  }

  private static String version() {
    String version = ForayArtifacts.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
