package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class-data archives that a Master makes, by which all tests after this one start faster. */
@Order(0)
class ArchivesIT {
  @TempDir private Path directory;

  @Test
  void theNextMasterAndItsCommandsStartFromWhatOneThatStayedHasMade() throws Exception {
    try (RunningMaster first = RunningMaster.start(directory)) {
      assertThat(first.pid()).isPositive();
      await("archives of all three")
          .atMost(Duration.ofMinutes(8))
          .pollInterval(Duration.ofMillis(500))
          .until(() -> made("cli") && made("worker") && made("master"));
      await("nothing half made")
          .atMost(Duration.ofMinutes(1))
          .until(() -> names().noneMatch(name -> name.endsWith("-rehearsal")));
    }
    assertThat(knows("cli", "dev/foray/cli/JobsCommand")).isTrue();
    assertThat(knows("cli", "org/jline/utils/NonBlockingReaderImpl")).as("the console").isTrue();
    try (RunningMaster second = RunningMaster.start(directory)) {
      assertThat(RunningMaster.commandLine(second.handle()))
          .contains(" -XX:SharedArchiveFile=" + directory + "/archives/");
      Distribution.Ended jobs = second.run("jobs");
      assertThat(jobs.exitCode()).as(jobs.toString()).isZero();
      assertThat(jobs.err()).isEmpty();
    }
  }

  private boolean made(String process) throws Exception {
    String home = Distribution.home().toRealPath().toString().substring(1);
    try (Stream<Path> versions = Files.list(directory.resolve("archives"))) {
      return versions.anyMatch(
          each -> Files.exists(each.resolve(home).resolve(process + ".made-of")));
    }
  }

  /** Names of classes stand in an archive as they are. */
  private boolean knows(String process, String className) throws Exception {
    try (Stream<Path> all = Files.walk(directory.resolve("archives").toRealPath())) {
      Path archive = all.filter(file -> file.endsWith(process + ".jsa")).findFirst().orElseThrow();
      return Files.readString(archive, StandardCharsets.ISO_8859_1).contains(className);
    }
  }

  private Stream<String> names() throws Exception {
    try (Stream<Path> all = Files.list(directory.resolve("archives"))) {
      return all.map(file -> String.valueOf(file.getFileName())).toList().stream();
    }
  }
}
