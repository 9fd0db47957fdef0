package dev.foray.maven.jars;

import java.nio.file.Path;
import java.util.List;

/**
 * The part of a release that one module brings.
 *
 * @param jars its class path in order, its own jar first
 */
public record ModuleJars(List<Jar> jars) {
  public static final ModuleJars NONE = new ModuleJars(List.of());

  public ModuleJars {
    jars = List.copyOf(jars);
  }

  /**
   * @param key what has one version in a class path: see {@link ArtifactKeys}
   * @param file as it is shipped
   */
  public record Jar(String key, String version, Path file) {}
}
