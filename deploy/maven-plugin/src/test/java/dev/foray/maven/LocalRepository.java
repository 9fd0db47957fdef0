package dev.foray.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A local repository below target, for a build outside of this one: what this build has made lies
 * in it, everything else is looked up in the user's own, to which nothing is added that a registry
 * does not have.
 */
public final class LocalRepository {
  private static final String VERSION = System.getProperty("foray.version", "");

  /** Where the modules are that a job project needs, by their artifacts. */
  private static final Map<String, String> MODULES =
      Map.of(
          "mapreduce-api", "mapreduce-api",
          "protocol", "protocol",
          "chunk-runner", "chunk-runner",
          "testkit", "testkit",
          "cli", "cli",
          "foray-job-archetype", "deploy/archetype",
          "foray-maven-plugin", "deploy/maven-plugin");

  private final Path root;

  private LocalRepository(Path root) {
    this.root = root;
  }

  public static LocalRepository make(Path root) throws IOException {
    LocalRepository made = new LocalRepository(root);
    Path users = Path.of(System.getProperty("local.repository", ""));
    borrow(users, root, "dev");
    borrow(users.resolve("dev"), root.resolve("dev"), "foray");
    made.add("foray", "pom.xml", List.of());
    made.add("deploy", "deploy/pom.xml", List.of());
    for (Map.Entry<String, String> module : MODULES.entrySet()) {
      String jar = module.getKey() + "-" + VERSION + ".jar";
      made.add(
          module.getKey(),
          module.getValue() + "/pom.xml",
          List.of(checkout().resolve(module.getValue()).resolve("target").resolve(jar)));
    }
    return made;
  }

  Path root() {
    return root;
  }

  /** The checkout that this module is part of; a test runs in the module's directory. */
  private static Path checkout() {
    return Path.of("").toAbsolutePath().resolve("../..").normalize();
  }

  /** Every group of the user's but one, in which ours are. */
  private static void borrow(Path users, Path own, String ours) throws IOException {
    Files.createDirectories(own);
    for (Path group : list(users)) {
      if (Files.isDirectory(group) && !group.endsWith(ours)) {
        Files.createSymbolicLink(own.resolve(group.getFileName()), group);
      }
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    }
  }

  private void add(String artifact, String pom, List<Path> jars) throws IOException {
    Path directory = root.resolve("dev/foray").resolve(artifact).resolve(VERSION);
    Files.createDirectories(directory);
    Files.copy(checkout().resolve(pom), directory.resolve(artifact + "-" + VERSION + ".pom"));
    for (Path jar : jars) {
      Files.copy(jar, directory.resolve(jar.getFileName()));
    }
  }
}
