package dev.foray.cli;

import static dev.foray.cli.follow.JobDraft.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobState;
import dev.foray.protocol.LogAdmin.SkippedPair;
import dev.foray.protocol.Refused;
import org.junit.jupiter.api.Test;

/** The commands about pairs that failed; this master takes a repeated request for no change. */
class PairsTest extends AtFakeMaster {
  @Test
  void pairsThatAreSetAsideAreListedPageByPage() {
    master.tell(new SkippedPair(0, 1, "8123001", "java.lang.IllegalStateException: no rate"));
    master.tell(new SkippedPair(12, 3, "8123002", "it ends the JVM: SIGKILL (signal 9)"));

    assertThat(typist.types("skipped", "17")).isZero();
    assertThat(typist.reads())
        .isEqualTo(
            """
            CHUNK  ATTEMPT      KEY  WHY
                0        1  8123001  java.lang.IllegalStateException: no rate
               12        3  8123002  it ends the JVM: SIGKILL (signal 9)
            """);
    assertThat(typist.types("skipped", "17", "--most", "1")).isZero();
    assertThat(typist.reads()).endsWith("no rate\nThere may be more: --from 1\n");
    assertThat(typist.types("skipped", "17", "--from", "2")).isZero();
    assertThat(typist.reads()).isEqualTo("No pairs are set aside.\n");
  }

  @Test
  void pairsThatAreSetAsideAreListedForPrograms() {
    master.tell(new SkippedPair(0, 1, "a \"key\"", "boom"));

    assertThat(typist.types("skipped", "17", "--json")).isZero();
    assertThat(typist.reads())
        .isEqualToIgnoringWhitespace(
            """
            [{"chunk": 0, "attempt": 1, "key": "a \\"key\\"", "cause": "boom"}]
            """);
  }

  @Test
  void pairsThatAreSetAsideAreWatched() {
    master.tell(new SkippedPair(0, 1, "8123001", "boom"));
    typist
        .pace
        .then(() -> master.tell(new SkippedPair(3, 1, "8123002", "boom")))
        .then(master::close);

    assertThat(typist.types("skipped", "17", "--watch", "--json")).isEqualTo(3);
    assertThat(typist.reads().lines()).hasSize(2).last().asString().contains("8123001", "8123002");
  }

  @Test
  void theJobsSheetSaysHowManyAreSetAside() {
    master.tell(job(JobState.SUCCEEDED).chunks(9, 9, 0).pairs(9, 7, 7, 7, 2).summary());

    assertThat(typist.types("job", "17")).isZero();
    assertThat(typist.reads())
        .contains("  skipped    2 pairs are set aside: master skipped job-17");
  }

  @Test
  void retrySaysWhatRunsAgain() {
    master.tell(job(JobState.RUNNING).chunks(9, 7, 0).summary());

    assertThat(typist.types("retry", "17", "--param", "a=b", "--max-skipped", "3")).isZero();
    assertThat(typist.reads()).startsWith("job-17 runs again").hasLineCount(1);
    assertThat(master.steering())
        .singleElement()
        .asString()
        .contains(
            "retry Retry[job=job-17",
            "setAsideOnly=false",
            "parameters=[NamedText[name=a, text=b]]",
            "settings=[NamedText[name=maxSkipped, text=3]]");
    assertThat(typist.types("retry", "17", "--param", "a=b", "--max-skipped", "3")).isZero();
    assertThat(typist.reads()).isEqualTo("job-17 runs already: there is nothing to retry\n");
  }

  @Test
  void retryOfWhatHasSucceededSaysWhatCanBeRetried() {
    master.tell(job(JobState.SUCCEEDED).chunks(9, 9, 0).pairs(9, 7, 7, 7, 2).summary());

    typist.types("retry", "17");
    assertThat(typist.types("retry", "17", "--wait")).isZero();
    typist.types("retry", "17");
    assertThat(typist.reads())
        .isEqualTo(
            "job-17 has SUCCEEDED and nothing to retry; `master retry job-17 --skipped-only` runs"
                + " the pairs that are set aside\n");
  }

  @Test
  void retryFollowsTheJobToItsEnd() {
    master.tell(
        job(JobState.RUNNING).chunks(9, 7, 2).summary(),
        job(JobState.FAILED).chunks(9, 8, 0).because("boom").endedAfter(9).summary());

    assertThat(typist.types("retry", "17", "--skipped-only", "--wait")).isEqualTo(1);
    assertThat(typist.reads()).contains("job-17 runs again", "job-17 FAILED after 9.0 s: boom");
  }

  @Test
  void whatTheMasterRefusesIsOneSentence() {
    master.refuse(new Refused(ExitCode.WRONG_USE, "job-17 was cancelled"));

    assertThat(typist.types("retry", "17")).isEqualTo(2);
    assertThat(typist.complaint()).isEqualTo("job-17 was cancelled\n");
  }

  @Test
  void submitTakesHowManyPairsMayFail() {
    master.tell(job(JobState.ACCEPTED).summary());

    assertThat(typist.types("submit", "--max-skipped", "5", "Revenue")).isZero();
    assertThat(master.submissions().get(0).settings().toString())
        .isEqualTo("[NamedText[name=maxSkipped, text=5]]");
  }
}
