package dev.foray.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foray.protocol.Order;
import dev.foray.worker.SampleOrders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a script in the place of Java, which leaves an archive as a training run does. */
class OwnArchivesTest {
  private static final int ENOUGH = 4;

  @TempDir private Path directory;

  @Test
  void nodeMakesOneWhileChunksWaitAndStartsItsRunnersFromIt() throws IOException {
    try (OwnArchives archives = archives()) {
      for (int start = 1; start <= ENOUGH; start++) {
        assertThat(archives.namedIn(order(true)).code().archive()).isNull();
      }

      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> archives.namedIn(order(false)).code().archive() != null);

      assertThat(String.valueOf(archives.namedIn(order(true)).code().archive()))
          .startsWith(directory.resolve("archives").toString());
      assertThat(directory.resolve("work/training")).isEmptyDirectory();
    }
  }

  @Test
  void theLastChunksOfAJobAreNoReasonToMakeOne() throws IOException {
    try (OwnArchives archives = archives()) {
      for (int start = 1; start <= 3 * ENOUGH; start++) {
        assertThat(archives.namedIn(order(false)).code().archive()).isNull();
      }
      await()
          .during(Duration.ofMillis(300))
          .atMost(Duration.ofSeconds(30))
          .until(() -> !Files.exists(directory.resolve("trained")));
    }
  }

  private OwnArchives archives() throws IOException {
    String makeIt =
        "touch "
            + directory.resolve("trained")
            + "; for word; do case $word in *=*/new-*) >${word#*=};; esac; done; exit 0";
    Path java = Files.writeString(directory.resolve("java"), "#!/bin/sh\n" + makeIt + "\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    return new OwnArchives(
        java,
        List.of(),
        directory.resolve("archives"),
        new WorkDirectories(directory.resolve("work")));
  }

  /** With the path of an archive on the Master's host, which is not here. */
  private static Order order(boolean followed) {
    return SampleOrders.of(0)
        .withJvm(new Order.Jvm(1, followed, false))
        .withArchive("/master/archives/x.jsa");
  }
}
