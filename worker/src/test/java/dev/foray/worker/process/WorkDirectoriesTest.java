package dev.foray.worker.process;

import static dev.foray.worker.SampleOrders.attempt;
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
    Path first = directories.make(attempt(1));
    Path second = directories.make(attempt(2));
    Files.createDirectories(first.resolve("deep/down"));
    Files.writeString(first.resolve("deep/down/file"), "left behind");

    directories.delete(attempt(1));

    assertThat(first).doesNotExist();
    assertThat(second).isDirectory();
  }

  @Test
  void whatAKilledWorkerLeftIsDeleted() throws Exception {
    Path left = new WorkDirectories(directory).make(attempt(1));

    assertThat(new WorkDirectories(directory).make(attempt(2))).isDirectory();
    assertThat(left).doesNotExist();
  }
}
