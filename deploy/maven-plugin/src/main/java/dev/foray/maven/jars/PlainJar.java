package dev.foray.maven.jars;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.maven.plugin.MojoFailureException;

/**
 * The jar with a project's classes where a class path finds them, also where the build packed them
 * anew, with all libraries inside: Spring Boot and the shade plugin leave the plain jar beside it.
 */
final class PlainJar {
  private static final String ORIGINAL = "original-";

  private PlainJar() {}

  /**
   * @param attached other jars that the build made
   * @param shaded whether the shade plugin is at work, so that a jar it left is no older build's
   * @param scratch where a copy may lie, if the plain jar must get back its name
   * @throws MojoFailureException if there is none
   */
  static Path of(Path jar, List<Path> attached, boolean shaded, Path scratch)
      throws IOException, MojoFailureException {
    String name = String.valueOf(jar.getFileName());
    List<Path> beside = new ArrayList<>();
    beside.add(jar.resolveSibling(name + ".original"));
    beside.add(jar.resolveSibling(ORIGINAL + name));
    boolean repackaged = isRepackaged(jar);
    if (!repackaged && !(shaded && Files.exists(jar.resolveSibling(ORIGINAL + name)))) {
      return jar;
    }
    Optional<Path> plain = firstPlain(beside);
    if (plain.isPresent()) {
      Files.createDirectories(scratch);
      return Files.copy(plain.get(), scratch.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    return firstPlain(attached)
        .orElseThrow(
            () ->
                new MojoFailureException(
                    name
                        + " is an application that Spring Boot has packed, whose classes no class"
                        + " path finds, and the plain jar is not beside it: give the packed one a"
                        + " classifier (<classifier>exec</classifier> of spring-boot-maven-plugin)"));
  }

  private static Optional<Path> firstPlain(List<Path> candidates) throws IOException {
    for (Path candidate : candidates) {
      if (Files.isRegularFile(candidate) && !isRepackaged(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** Whether the classes lie below BOOT-INF, where a loader of Spring Boot's finds them. */
  static boolean isRepackaged(Path jar) throws IOException {
    try (JarFile opened = new JarFile(jar.toFile(), false)) {
      Manifest manifest = opened.getManifest();
      return opened.getEntry("BOOT-INF/") != null
          || (manifest != null
              && manifest.getMainAttributes().getValue("Spring-Boot-Classes") != null);
    }
  }
}
