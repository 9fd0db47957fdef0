package dev.foray.maven.jars;

import java.util.Set;
import org.apache.maven.RepositoryUtils;
import org.apache.maven.artifact.Artifact;

/** What names an artifact whatever its version, and which are Foray's own. */
final class ArtifactKeys {
  private static final String GROUP = "dev.foray";
  private static final Set<String> OURS =
      Set.of("mapreduce-api", "protocol", "chunk-runner", "testkit", "worker", "master", "cli");

  private ArtifactKeys() {}

  static String of(Artifact artifact) {
    return of(RepositoryUtils.toArtifact(artifact));
  }

  /** {@code group:artifact:extension}, and {@code :classifier} where it has one. */
  static String of(org.eclipse.aether.artifact.Artifact artifact) {
    String key =
        artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + artifact.getExtension();
    return artifact.getClassifier().isEmpty() ? key : key + ":" + artifact.getClassifier();
  }

  /** Whether a node has it anyhow. */
  static boolean isForays(String group, String artifact) {
    return group.equals(GROUP) && OURS.contains(artifact);
  }
}
