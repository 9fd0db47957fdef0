package dev.foray.master.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeDirectoriesTest {
  @TempDir Path nodes;

  @Test
  void theNewestOfTheGoneAreKeptWithTheirLogs() throws IOException {
    NodeDirectories directories = new NodeDirectories(nodes, 2);
    for (int i = 1; i <= 5; i++) {
      make(directories, "node-" + i, i);
    }

    Set<String> left = directories.prune(Set.of("node-1"));

    assertThat(left).containsExactlyInAnyOrder("node-1", "node-4", "node-5");
    assertThat(nodes.resolve("node-4/logs/job-1/chunk-0/attempt-1.log")).hasContent("node-4");
    assertThat(nodes.resolve("node-2")).doesNotExist();
  }

  @Test
  void nothingIsPrunedWhereLittleIsThere() throws IOException {
    NodeDirectories directories = new NodeDirectories(nodes, 2);
    make(directories, "node-1", 1);

    assertThat(directories.prune(Set.of())).containsExactly("node-1");
  }

  @Test
  void nodeNeverGetsTheDirectoryOfAnother() throws IOException {
    NodeDirectories directories = new NodeDirectories(nodes, 2);
    make(directories, "node-1", 1);

    assertThatThrownBy(() -> directories.make("node-1"))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  private static void make(NodeDirectories directories, String node, long second)
      throws IOException {
    Path directory = directories.make(node);
    Path log = directory.resolve("logs/job-1/chunk-0/attempt-1.log");
    Files.createDirectories(log.getParent());
    Files.writeString(log, node);
    Files.setLastModifiedTime(directory, FileTime.fromMillis(second * 1_000));
  }
}
