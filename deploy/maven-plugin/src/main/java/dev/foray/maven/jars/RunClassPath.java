package dev.foray.maven.jars;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.project.MavenProject;

/**
 * The class path on which a project's job runs in one process, as on a node: Foray's own jars, then
 * those of Foray's libraries that the project does not bring, then the project's.
 */
public final class RunClassPath {
  private RunClassPath() {}

  /** The project's part of it: where its job classes and entities are. */
  public static List<Path> ofProject(MavenProject project) {
    List<Path> paths = new ArrayList<>();
    paths.add(Path.of(project.getBuild().getOutputDirectory()));
    brought(project).values().forEach(paths::add);
    return paths;
  }

  /**
   * @param foray the test kit and what it needs, by key
   */
  public static List<Path> whole(MavenProject project, Map<String, Path> foray) {
    Map<String, Path> brought = brought(project);
    List<Path> paths = new ArrayList<>();
    foray.forEach(
        (key, path) -> {
          if (!brought.containsKey(key)) {
            paths.add(path);
          }
        });
    paths.addAll(ofProject(project));
    return paths;
  }

  private static Map<String, Path> brought(MavenProject project) {
    Map<String, Path> brought = new LinkedHashMap<>();
    for (Artifact artifact : ProjectJars.choose(List.copyOf(project.getArtifacts()), key -> true)) {
      if (artifact.getFile() != null) {
        brought.put(ArtifactKeys.of(artifact), artifact.getFile().toPath());
      }
    }
    return brought;
  }
}
