package dev.foray.cli;

import static dev.foray.cli.follow.JobDraft.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobAdmin.Submission;
import dev.foray.protocol.JobAdmin.Terms;
import dev.foray.protocol.JobState;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class SubmitCommandTest extends AtFakeMaster {
  @Test
  void withoutATerminalTheJobIsLeftToItself() {
    master.tell(job(JobState.ACCEPTED).summary());

    assertThat(typist.types("submit", "Revenue")).isZero();
    assertThat(typist.reads())
        .isEqualTo("job-17 accepted: Revenue; `master wait job-17` follows it\n");
  }

  @Test
  void everythingSaidReachesTheMaster() throws IOException {
    master.tell(job(JobState.ACCEPTED).summary());
    Path jar = Files.createFile(directory.resolve("job.jar"));
    Path relative = Path.of("").toAbsolutePath().relativize(jar.toAbsolutePath());

    typist.types(
        "submit",
        "--jar",
        relative.toString(),
        "--param",
        "since=2026-01-01",
        "--param",
        "formula=a=b",
        "--param",
        "empty=",
        "--set",
        "attempts=2",
        "--notify",
        "ops",
        "--map-threads",
        "8",
        "--key",
        "nightly",
        "--finish-within",
        "2h",
        "--budget",
        "12.50",
        "--chunk-lasts",
        "45s",
        "dev.example.Revenue");

    Submission submission = master.submissions().get(0);
    assertThat(submission.jobClass()).isEqualTo("dev.example.Revenue");
    assertThat(submission.jars()).containsExactly(jar.toAbsolutePath().toString());
    assertThat(submission.key()).isEqualTo("nightly");
    assertThat(submission.terms()).isEqualTo(new Terms("2h", "12.50", "45s"));
    assertThat(submission.parameters())
        .containsExactly(
            new NamedText("since", "2026-01-01"),
            new NamedText("formula", "a=b"),
            new NamedText("empty", ""));
    assertThat(submission.settings())
        .containsExactly(
            new NamedText("attempts", "2"),
            new NamedText("mapThreads", "8"),
            new NamedText("notify", "ops"));
    assertThat(submission.timeZone()).isEqualTo(TimeZone.getDefault().getID());
    assertThat(submission.locale()).isEqualTo(Locale.getDefault().toLanguageTag());
    assertThat(submission.encoding()).isEqualTo(Charset.defaultCharset().name());
    assertThat(submission.by()).isEqualTo(System.getProperty("user.name"));
  }

  @Test
  void eachSubmissionHasARequestIdOfItsOwn() {
    master.tell(job(JobState.ACCEPTED).summary());
    typist.types("submit", "Revenue");
    typist.types("submit", "Revenue");

    assertThat(master.submissions()).extracting(Submission::requestId).doesNotHaveDuplicates();
  }

  @Test
  void keyThatHasAJobAlreadyIsSaidToHaveOne() {
    master.tell(job(JobState.RUNNING).key("nightly").summary());

    typist.types("submit", "--key", "nightly", "Revenue");

    assertThat(typist.reads())
        .startsWith("job-17 has this key already: nothing new was started; `master wait job-17`");
  }

  @Test
  void dryRunTriesFiveChunksUnlessToldOtherwise() {
    master.tell(job(JobState.ACCEPTED).summary());
    typist.types("submit", "Revenue");
    typist.types("submit", "--dry-run", "Revenue");
    typist.types("submit", "--chunks", "3", "--dry-run", "Revenue");

    assertThat(master.submissions()).extracting(Submission::dryRunChunks).containsExactly(0, 5, 3);
  }

  @Test
  void chunksWithoutADryRunAreRefused() {
    assertThat(typist.types("submit", "--chunks", "3", "Revenue")).isEqualTo(2);
    assertThat(typist.complaint()).contains("--dry-run");
  }

  @Test
  void dryRunOfNoChunkIsRefused() {
    assertThat(typist.types("submit", "--dry-run", "--chunks", "0", "Revenue")).isEqualTo(2);
    assertThat(typist.complaint())
        .isEqualTo("--chunks 0 tries nothing: a dry run takes at least 1 chunk.\n");
  }

  @Test
  void missingJarIsNamedBeforeAnythingIsAsked() {
    master.close();

    assertThat(typist.types("submit", "--jar", "no/such.jar", "Revenue")).isEqualTo(2);
    assertThat(typist.complaint())
        .isEqualTo("The jar no/such.jar is not there: --jar takes the path of a jar file.\n");
  }

  @Test
  void directoryIsNoJar() {
    assertThat(typist.types("submit", "--jar", directory.toString(), "Revenue")).isEqualTo(2);
    assertThat(typist.complaint()).contains("is no file: --jar takes the path of a jar file.");
  }

  @Test
  void parameterWithoutANameIsRefused() {
    assertThat(typist.types("submit", "--param", "since", "Revenue")).isEqualTo(2);
    assertThat(typist.complaint()).isEqualTo("\"since\" has no name: write --param name=value.\n");
  }

  @Test
  void refusalOfTheMasterIsPassedOnWithItsExitCode() {
    master.refuse(new Refused(ExitCode.DATABASE, "The disk is full: make room."));

    assertThat(typist.types("submit", "Revenue")).isEqualTo(5);
    assertThat(typist.complaint()).isEqualTo("The disk is full: make room.\n");
  }

  @Test
  void waitingEndsAsTheJobEnds() {
    master.tell(
        job(JobState.PLANNING).summary(),
        job(JobState.RUNNING).chunks(2, 0, 0).waiting("waits for a node to start").summary(),
        job(JobState.RUNNING).chunks(2, 1, 1).nodes(1).summary(),
        job(JobState.FAILED)
            .chunks(2, 1, 0)
            .failedChunk(1, 4, FailureKind.USER_CODE, "boom")
            .because("1 of 2 chunks is out of attempts")
            .endedAfter(12)
            .summary());

    assertThat(typist.types("submit", "--wait", "Revenue")).isEqualTo(1);
    assertThat(typist.reads())
        .isEqualTo(
            """
            job-17 accepted: Revenue
            job-17 is being planned
            job-17 runs: 2 chunks
              waits for a node to start
            job-17 FAILED after 12 s: 1 of 2 chunks is out of attempts
              chunks     1 done, 1 failed
              failed     job-17.chunk-1.attempt-4 USER_CODE: boom
                         its log: master logs job-17.chunk-1
            """);
  }

  @Test
  void onATerminalTheJobIsFollowed() {
    master.tell(
        job(JobState.RUNNING).chunks(34, 17, 4).speed(48_211, 35).nodes(2).summary(),
        job(JobState.SUCCEEDED).chunks(34, 34, 0).endedAfter(70).summary());

    assertThat(typist.atTerminal(100).types("submit", "Revenue")).isZero();
    assertThat(typist.reads())
        .contains("] 17/34 chunks, 4 running, 48,211 pairs/s, 35 s left, 2 nodes\u001b[?7h")
        .endsWith("job-17 SUCCEEDED in 70 s\n  chunks     34 done\n");
  }

  @Test
  void onATerminalItMayBeDetached() {
    master.tell(job(JobState.ACCEPTED).summary());

    assertThat(typist.atTerminal(100).types("submit", "--detach", "Revenue")).isZero();
    assertThat(typist.reads()).endsWith("`master wait job-17` follows it\n");
  }

  @Test
  void waitAndDetachExcludeEachOther() {
    assertThat(typist.types("submit", "--wait", "--detach", "Revenue")).isEqualTo(2);
    assertThat(typist.complaint()).contains("--wait, --detach are mutually exclusive");
  }

  @Test
  void ctrlCDetachesAndSaysHowToFollowAgain() {
    master.tell(
        job(JobState.RUNNING).chunks(2, 1, 1).summary(),
        job(JobState.SUCCEEDED).chunks(2, 2, 0).endedAfter(12).summary());
    typist.pace.then(() -> typist.interrupts());

    typist.types("submit", "--wait", "Revenue");

    assertThat(typist.complaint())
        .isEqualTo("Detached, job-17 goes on: `master wait job-17` follows it again.\n");
    assertThat(typist.reads()).doesNotContain("SUCCEEDED");
    assertThat(master.cancellations()).isEmpty();
  }

  @Test
  void jsonIsTheOnlyThingOnStandardOutput() {
    master.tell(
        job(JobState.RUNNING).chunks(2, 1, 1).summary(),
        job(JobState.SUCCEEDED).chunks(2, 2, 0).endedAfter(12).summary());

    assertThat(typist.types("submit", "--wait", "--json", "Revenue")).isZero();
    assertThat(typist.reads()).startsWith("{\n  \"job\": \"job-17\",").endsWith("}\n");
    assertThat(typist.reads()).contains("\"state\": \"SUCCEEDED\"");
  }
}
