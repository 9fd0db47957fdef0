package dev.foray.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptLogsTest {
  @TempDir private Path directory;

  @Test
  void eachAttemptHasAFileOfItsOwnUnderItsChunkAndJob() {
    AttemptLogs logs = new AttemptLogs(directory);

    assertThat(logs.fileOf(attempt(42, 3)))
        .isEqualTo(directory.resolve("job-17/chunk-42/attempt-3.log"));
    assertThat(logs.fileOf(AttemptId.ofPlan(new JobId(17), 1)))
        .isEqualTo(directory.resolve("job-17/plan/attempt-1.log"));
  }

  @Test
  void logIsReadFromWhereOneAsks() throws Exception {
    AttemptLogs logs = new AttemptLogs(directory);
    write(logs, 1, "one two", 0);

    assertThat(logs.read(attempt(1, 1), 4, 100).text()).isEqualTo("two");
  }

  @Test
  void logThatIsNotHereIsRefused() {
    assertThatThrownBy(() -> new AttemptLogs(directory).read(attempt(1, 1), 0, 100))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no log of job-17.chunk-1.attempt-1 on this node");
  }

  @Test
  void oldestLogsGoWhenThereAreTooMany() throws Exception {
    AttemptLogs logs = new AttemptLogs(directory, 1_000_000, 2);
    write(logs, 1, "newest", 3);
    write(logs, 2, "oldest", 1);
    write(logs, 3, "middle", 2);

    logs.prune();

    assertThat(logs.fileOf(attempt(1, 1))).exists();
    assertThat(logs.fileOf(attempt(2, 1))).doesNotExist();
    assertThat(directory.resolve("job-17/chunk-2")).doesNotExist();
    assertThat(logs.fileOf(attempt(3, 1))).exists();
  }

  @Test
  void oldestLogsGoWhenTheyAreTooLong() throws Exception {
    AttemptLogs logs = new AttemptLogs(directory, 15, 100);
    write(logs, 1, "0123456789", 1);
    write(logs, 2, "0123456789", 2);

    logs.prune();

    assertThat(logs.fileOf(attempt(1, 1))).doesNotExist();
    assertThat(logs.fileOf(attempt(2, 1))).exists();
  }

  @Test
  void pruningIsDoneAsAttemptsBegin() throws Exception {
    AttemptLogs logs = new AttemptLogs(directory, 15, 100);
    write(logs, 1, "0123456789", 1);
    write(logs, 2, "0123456789", 2);

    logs.begin(attempt(3, 1));

    assertThat(logs.fileOf(attempt(1, 1))).doesNotExist();
  }

  private static void write(AttemptLogs logs, int chunk, String text, long day) throws IOException {
    Path file = logs.fileOf(attempt(chunk, 1));
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(
        file, FileTime.from(Instant.parse("2026-11-01T00:00:00Z").plusSeconds(86_400 * day)));
  }

  private static AttemptId attempt(int chunk, int number) {
    return AttemptId.ofChunk(new JobId(17), chunk, number);
  }
}
