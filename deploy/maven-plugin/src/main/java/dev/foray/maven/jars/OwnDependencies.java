package dev.foray.maven.jars;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.RepositoryUtils;
import org.apache.maven.model.Dependency;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.DependencyNode;

/**
 * What a project would bring without Foray: what comes by Foray's own jars alone, Foray has on each
 * node, and in the version that it was tested with. Asks Maven's resolver once more, of which all
 * files are at hand by then. Thread-safe.
 */
@Named
@Singleton
public final class OwnDependencies {
  private static final Set<String> DIRECT_SCOPES = Set.of("compile", "runtime");

  private final RepositorySystem repositories;

  @Inject
  OwnDependencies(RepositorySystem repositories) {
    this.repositories = repositories;
  }

  /** The keys of all that the project brings by itself, see {@link ArtifactKeys}. */
  Set<String> keys(MavenProject project, RepositorySystemSession session)
      throws MojoExecutionException {
    CollectRequest request = new CollectRequest();
    request.setRootArtifact(RepositoryUtils.toArtifact(project.getArtifact()));
    request.setRepositories(project.getRemoteProjectRepositories());
    request.setDependencies(own(project, session));
    if (project.getDependencyManagement() != null) {
      request.setManagedDependencies(
          of(project.getDependencyManagement().getDependencies(), session));
    }
    try {
      Set<String> keys = new HashSet<>();
      add(repositories.collectDependencies(session, request).getRoot(), keys);
      return keys;
    } catch (DependencyCollectionException e) {
      throw new MojoExecutionException(
          "what " + project.getId() + " depends on can't be told: " + e.getMessage(), e);
    }
  }

  private static List<org.eclipse.aether.graph.Dependency> own(
      MavenProject project, RepositorySystemSession session) {
    List<Dependency> own =
        project.getDependencies().stream()
            .filter(dependency -> DIRECT_SCOPES.contains(dependency.getScope()))
            .filter(
                dependency ->
                    !ArtifactKeys.isForays(dependency.getGroupId(), dependency.getArtifactId()))
            .toList();
    return of(own, session);
  }

  private static List<org.eclipse.aether.graph.Dependency> of(
      List<Dependency> dependencies, RepositorySystemSession session) {
    return dependencies.stream()
        .map(
            dependency ->
                RepositoryUtils.toDependency(dependency, session.getArtifactTypeRegistry()))
        .collect(Collectors.toList());
  }

  private static void add(DependencyNode node, Set<String> keys) {
    if (node.getDependency() != null) {
      keys.add(ArtifactKeys.of(node.getArtifact()));
    }
    node.getChildren().forEach(child -> add(child, keys));
  }
}
