package dev.foray.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoriesTest {
  @TempDir private Path directory;

  @Test
  void eachAttemptHasADirectoryOfItsOwnThatGoesWithIt() throws Exception {
    WorkDirectories directories = new WorkDirectories(directory);
    Path first = directories.make("one");
    Path second = directories.make("two");
    Files.createDirectories(first.resolve("deep/down"));
    Files.writeString(first.resolve("deep/down/file"), "left behind");

    directories.delete("one");

    assertThat(first).doesNotExist();
    assertThat(second).isDirectory();
  }

  @Test
  void whatAKilledWorkerLeftIsDeleted() throws Exception {
    Path left = new WorkDirectories(directory).make("one");

    assertThat(new WorkDirectories(directory).make("two")).isDirectory();
    assertThat(left).doesNotExist();
  }
}
