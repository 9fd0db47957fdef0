package dev.foray.cli;

import static dev.foray.cli.follow.JobDraft.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.LogAdmin.AttemptSummary;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import dev.foray.protocol.Progress;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What {@code master logs} shows of a job, a node, and of lines that were asked for. */
class LogsTest extends AtFakeMaster {
  private static final JobId JOB = new JobId(17);

  private static AttemptId chunk(int index, int number) {
    return AttemptId.ofChunk(JOB, index, number);
  }

  @Test
  void ofAJobThatFailedEachFailedChunksLastAttemptIsShown() {
    master.tell(
        job(JobState.FAILED)
            .chunks(3, 1, 0)
            .failedChunk(1, 3, FailureKind.USER_CODE, "no")
            .failedChunk(2, 3, FailureKind.USER_CODE, "no")
            .summary());
    master.tell(chunk(1, 3), "first fails\n");
    master.tell(chunk(2, 3), "second fails\n");

    assertThat(typist.types("logs", "17")).isZero();
    assertThat(typist.reads())
        .isEqualTo(
            """
            == job-17.chunk-1.attempt-3 ==
            first fails
            == job-17.chunk-2.attempt-3 ==
            second fails
            """);

    assertThat(typist.types("logs", "job-17", "--grep", "^second", "--json")).isZero();
    assertThat(typist.reads())
        .startsWith("{\n  \"job\": \"job-17\",\n  \"logs\": [\n")
        .contains("\"text\": \"\",", "\"text\": \"second fails\\n\",");
  }

  @Test
  void ofAJobThatRunsTheChunkThatBeganLastIsShown() {
    master.tell(job(JobState.RUNNING).chunks(3, 1, 2).summary());
    master.tell(running(1, "2026-11-29T10:00:00Z"));
    master.tell(running(2, "2026-11-29T10:00:05Z"));
    master.tell(chunk(2, 1), "it runs\n");

    assertThat(typist.types("logs", "17", "-f")).isZero();
    assertThat(typist.reads()).isEqualTo("== job-17.chunk-2.attempt-1 ==\nit runs\n");
  }

  private static ChunkSummary running(int index, String since) {
    return new ChunkSummary(
        index,
        ChunkState.RUNNING,
        1,
        "",
        "worker-1",
        Instant.parse(since),
        null,
        Progress.NONE,
        null,
        null);
  }

  @Test
  void ofAJobThatSucceededTheFinishIsShown() {
    master.tell(job(JobState.SUCCEEDED).chunks(2, 2, 0).summary());
    AttemptId finish = AttemptId.ofFinish(JOB, 1);
    master.tell(
        new AttemptSummary(
            finish,
            AttemptState.SUCCEEDED,
            null,
            Instant.EPOCH,
            Instant.EPOCH,
            Instant.EPOCH,
            null,
            null,
            0,
            Progress.NONE));
    master.tell(finish, "all done\n");

    assertThat(typist.types("logs", "17")).isZero();
    assertThat(typist.reads()).isEqualTo("== job-17.finish.attempt-1 ==\nall done\n");
  }

  @Test
  void ofANodeWhatItLoggedItselfIsShown() {
    assertThat(typist.types("logs", "node-3")).isZero();
    assertThat(typist.reads()).isEqualTo("the log of node-3\n");

    typist.types("logs", "node-3", "--json");
    assertThat(typist.reads()).contains("\"node\": \"node-3\"", "\"ended\": true");
  }

  @Test
  void forProgramsALogIsFollowedPieceByPiece() {
    master.tell(chunk(1, 1), "one\n", "two\n", "three\n");
    String piece = "{\"attempt\": \"job-17.chunk-1.attempt-1\",\"text\": ";

    assertThat(typist.types("logs", "job-17.chunk-1.attempt-1", "-f", "--json")).isZero();
    assertThat(typist.reads().lines())
        .containsExactly(
            piece + "\"one\\n\",\"ended\": false}",
            piece + "\"two\\n\",\"ended\": false}",
            piece + "\"three\\n\",\"ended\": false}",
            piece + "\"\",\"ended\": true}");

    typist.types("logs", "job-17.chunk-1.attempt-1", "-f", "--json", "--grep", "two");
    assertThat(typist.reads().lines())
        .containsExactly(piece + "\"two\\n\",\"ended\": false}", piece + "\"\",\"ended\": true}");
  }

  @Test
  void linesAreChosenByPatternAndTime() {
    master.tell(
        chunk(1, 1),
        """
        2026-11-29T10:00:00.000Z INFO  [map-1] A: one
        2026-11-29T10:05:00.000Z INFO  [map-1] A: two
          at A.map
        """);

    typist.types("logs", "job-17.chunk-1.attempt-1", "--grep", "at \\w");
    assertThat(typist.reads()).isEqualTo("  at A.map\n");
    typist.types("logs", "job-17.chunk-1.attempt-1", "--since", "2026-11-29T10:01:00Z");
    assertThat(typist.reads())
        .isEqualTo("2026-11-29T10:05:00.000Z INFO  [map-1] A: two\n  at A.map\n");

    assertThat(typist.types("logs", "job-17.chunk-1.attempt-1", "--grep", "three")).isZero();
    assertThat(typist.reads()).isEmpty();
    assertThat(typist.complaint()).isEqualTo("no such line in job-17.chunk-1.attempt-1\n");

    assertThat(typist.types("logs", "job-17.chunk-1.attempt-1", "--grep", "(")).isEqualTo(2);
    assertThat(typist.complaint())
        .isEqualTo("--grep \"(\" is no regular expression: Unclosed group at character 2\n");
  }

  /** As a job may print: it moves no cursor, and changes no line that stands there. */
  @Test
  void binaryIsShownSafely() {
    StringBuilder all = new StringBuilder();
    for (char each = 0; each < 0x80; each++) {
      all.append(each);
    }
    master.tell(chunk(1, 1), all + "\u001b[2J\u001b]0;title\u0007");

    typist.types("logs", "job-17.chunk-1.attempt-1");
    assertThat(typist.reads().chars())
        .allMatch(each -> each == '\n' || each == '\t' || (each >= ' ' && each != 0x7f));
  }

  @Test
  void aLogThatIsTooLongForJsonIsRefusedWithWhatToDo() {
    master.tell(
        job(JobState.FAILED)
            .chunks(1, 0, 0)
            .failedChunk(0, 1, FailureKind.USER_CODE, "no")
            .summary());
    master.tell(chunk(0, 1), "x".repeat(99) + "\n" + ("x".repeat(99) + "\n").repeat(100_000));

    assertThat(typist.types("logs", "17", "--json")).isEqualTo(2);
    assertThat(typist.complaint())
        .isEqualTo(
            "--json takes 10,000,000 characters of logs at most, and with job-17.chunk-0.attempt-1"
                + " there are more: leave --json away, or choose lines with --grep or --since.\n");
  }

  @Test
  void aBinaryLogMovesNoCursor() {
    StringBuilder bytes = new StringBuilder();
    for (char each = 0; each < 256; each++) {
      bytes.append(each);
    }
    master.tell(
        job(JobState.FAILED)
            .chunks(1, 0, 0)
            .failedChunk(0, 1, FailureKind.USER_CODE, "no")
            .summary());
    master.tell(chunk(0, 1), bytes + "\u202e\n");

    assertThat(typist.types("logs", "17")).isZero();
    assertThat(typist.reads()).doesNotContainPattern("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u202e]");
    assertThat(typist.types("logs", "17", "--json")).isZero();
    assertThat(typist.reads()).doesNotContainPattern("[\\x00-\\x08\\x0b-\\x1f\\x7f]");
  }
}
