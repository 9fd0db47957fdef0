package dev.foray.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foray.protocol.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchivesTest {
  @TempDir Path directory;

  @Test
  void trainingBeginsOnceTheStartsAreManyEnough() throws IOException {
    Path trained = directory.resolve("trained");
    try (ClassArchives archives = archives("echo once >> " + trained)) {
      for (int start = 1; start < ClassArchives.WORTH_IT; start++) {
        assertThat(archives.find(Orders.order().code())).isEmpty();
      }
      await()
          .during(Duration.ofMillis(300))
          .atMost(Duration.ofSeconds(30))
          .until(() -> !Files.exists(trained));

      archives.find(Orders.order().code());
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(trained).hasContent("once"));
      for (int start = 1; start < 2 * ClassArchives.WORTH_IT; start++) {
        archives.find(Orders.order().code());
      }
    }
    assertThat(trained).hasContent("once");
  }

  @Test
  void whatKilledMastersLeftHalfIsRemovedBeforeTheNextTraining() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Path made = Files.createDirectories(directory.resolve("archives"));
    Path left = Files.createFile(made.resolve("new-" + gone.pid() + "-1-0.aot"));
    Path beside = Files.createFile(made.resolve("new-" + gone.pid() + "-1-0.aot.config"));
    long own = ProcessHandle.current().pid(); // As an earlier Master had it, in a container.
    Path ownEarlier = Files.createFile(made.resolve("new-" + own + "-1-1.jsa"));
    Path ownRehearsal = Files.createDirectory(HalfMade.in(made, "rehearsal"));
    ProcessHandle other = ProcessHandle.current().parent().orElseThrow();
    Path underWay = Files.createFile(made.resolve("new-" + HalfMade.owner(other) + "-1.jsa"));
    Path reused = Files.createFile(made.resolve("new-" + other.pid() + "-1-1.jsa"));
    Path notOurs = Files.createFile(made.resolve("new-release-notes"));
    Path trained = directory.resolve("trained");
    try (ClassArchives archives = archives("echo once >> " + trained)) {
      for (int start = 0; start < ClassArchives.WORTH_IT; start++) {
        archives.find(Orders.order().code());
      }
      await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(trained));
    }
    assertThat(left).doesNotExist();
    assertThat(beside).doesNotExist();
    assertThat(ownEarlier).doesNotExist();
    assertThat(ownRehearsal).exists();
    assertThat(underWay).exists();
    assertThat(reused).doesNotExist();
    assertThat(notOurs).exists();
  }

  @Test
  void archiveThatIsAskedForAtOnceIsMadeOnceAndIsAloneInItsDirectory() throws IOException {
    Path earlier =
        Files.createFile(Files.createDirectories(directory.resolve("archives")).resolve("0.jsa"));
    Path trained = directory.resolve("trained");
    String makeIt =
        "echo once >> "
            + trained
            + "; for word; do case $word in *=*/new-*) >${word#*=};; esac; done; exit";
    try (ClassArchives archives = archives(makeIt)) {
      String made = archives.make(Orders.order().code()).orElseThrow();
      assertThat(archives.make(Orders.order().code())).contains(made);
      assertThat(archives.find(Orders.order().code())).contains(made);
      assertThat(directory.resolve("archives"))
          .isDirectoryNotContaining(path -> path.equals(earlier))
          .isDirectoryContaining(path -> path.equals(Path.of(made)));
    }
    assertThat(trained).hasContent("once");
  }

  @Test
  void trainingThatFailsLeavesWhatWasThereBefore() throws IOException {
    Path earlier =
        Files.createFile(Files.createDirectories(directory.resolve("archives")).resolve("0.jsa"));
    try (ClassArchives archives = archives("true")) {
      assertThat(archives.make(Orders.order().code())).isEmpty();
    }
    assertThat(earlier).exists();
  }

  /** With a script in the place of Java. */
  private ClassArchives archives(String script) throws IOException {
    Path java = Files.writeString(directory.resolve("java"), "#!/bin/sh\n" + script + "\nexit 1\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    return new ClassArchives(
        new RunnerLaunch(java, List.of(), directory),
        directory.resolve("archives"),
        "jdbc:h2:mem:x",
        () -> new Secret(""));
  }
}
