package dev.foray.master.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The directories of the nodes on this host, one each: the worker's output, and the logs of its
 * attempts. They outlive their nodes, so that the logs can be read; of the nodes that are gone, the
 * directories of the newest are kept and older ones deleted. Owned by the {@link LocalFleet}.
 */
final class NodeDirectories {
  private final Path nodes;
  private final int keptOfGone;

  /**
   * @param nodes made where it is missing
   * @param keptOfGone how many directories of nodes that are gone are kept
   */
  NodeDirectories(Path nodes, int keptOfGone) throws IOException {
    this.nodes = Files.createDirectories(nodes);
    this.keptOfGone = keptOfGone;
  }

  /**
   * Makes a node's own.
   *
   * @throws IOException also if it is there
   */
  Path make(String node) throws IOException {
    return Files.createDirectory(nodes.resolve(node));
  }

  List<Path> all() {
    try (Stream<Path> found = Files.list(nodes)) {
      return found.filter(Files::isDirectory).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the directory " + nodes + " can't be read", e);
    }
  }

  /**
   * Deletes what the rule does not keep; what can't be deleted stays, and the log says so.
   *
   * @return the nodes whose directories are there
   */
  Set<String> prune(Set<String> alive) {
    all().stream()
        .filter(directory -> !alive.contains(nodeOf(directory)))
        .sorted(Comparator.comparing(NodeDirectories::madeAt).reversed())
        .skip(keptOfGone)
        .forEach(NodeDirectories::delete);
    return all().stream().map(NodeDirectories::nodeOf).collect(Collectors.toSet());
  }

  private static String nodeOf(Path directory) {
    return String.valueOf(directory.getFileName());
  }

  /** Nothing is put into the directory itself after the worker's start. */
  private static FileTime madeAt(Path directory) {
    try {
      return Files.getLastModifiedTime(directory);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> found = Files.walk(directory)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException | UncheckedIOException e) {
      FleetLog.notPruned(directory, String.valueOf(e.getMessage()));
    }
  }
}
