package dev.foray.master.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerLaunchTest {
  @TempDir private Path directory;

  @Test
  void workersAreNicerThanTheRestOfTheirMachineWhereItKnowsHow() throws Exception {
    Path nothing = Files.createDirectory(directory.resolve("nothing"));
    Path text = Files.createFile(Files.createDirectory(directory.resolve("text")).resolve("nice"));
    Path nice = Files.createFile(Files.createDirectory(directory.resolve("bin")).resolve("nice"));
    assertThat(nice.toFile().setExecutable(true)).isTrue();

    String path = nothing + File.pathSeparator + text.getParent() + File.pathSeparator;
    assertThat(WorkerLaunch.courtesy(path)).isEmpty();
    assertThat(WorkerLaunch.courtesy(path + nice.getParent()))
        .containsExactly(nice.toString(), "-n", "5");
  }
}
