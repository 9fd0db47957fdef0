package dev.foray.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Watch.Look;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of the Master once, from a job: the logs of plan and finish, pairs set aside. */
class BoardInquiriesTest extends BoardCase {
  @ParameterizedTest
  @CsvSource({"P, PLAN", "F, FINISH", "s, SET_ASIDE"})
  void theLogsOfPlanAndFinishAndPairsSetAsideAreAskedForFromAJob(String key, Inquiry.Kind kind) {
    openJob(120);
    Inquiry inquiry = new Inquiry(kind, JOB);

    assertThat(type(key)).contains(inquiry);
    assertThat(text()).contains("The Master is being asked …", "33 %");
    board.found(inquiry, new Step.Open(new LogPage(AttemptId.ofPlan(JOB, 2))));
    assertThat(text()).contains("log of job-17.plan.attempt-2").doesNotContain("33 %");
    assertThat(board.glance().attempt()).isEqualTo(AttemptId.ofPlan(JOB, 2));
    press(Press.Key.ESCAPE);
    assertThat(text()).contains("33 %").doesNotContain("being asked");
  }

  @Test
  void whereThereIsNoSuchLogItIsSaid() {
    openJob(120);
    type("F");
    board.found(
        new Inquiry(Inquiry.Kind.FINISH, JOB),
        new Step.Say("There was no attempt at finish of job-17: it has no log."));
    assertThat(text()).contains("There was no attempt at finish of job-17", "33 %");
  }

  /** A slow Master opens no page below the fingers of somebody who is elsewhere by then. */
  @Test
  void whoHasGoneOnIsLeftWhereTheyAre() {
    openJob(120);
    type("P");
    type("s");
    board.said("job-16 is paused");
    assertThat(text()).contains("job-16 is paused");
    board.found(
        new Inquiry(Inquiry.Kind.PLAN, JOB), new Step.Open(new LogPage(AttemptId.ofPlan(JOB, 2))));
    assertThat(text()).contains("33 %").doesNotContain("log of");
    board.found(new Inquiry(Inquiry.Kind.SET_ASIDE, JOB), new Step.Open(aside(3)));
    assertThat(text()).contains("pairs set aside", "4711");
    press(Press.Key.ESCAPE);

    type("s");
    press(Press.Key.ESCAPE);
    board.found(new Inquiry(Inquiry.Kind.SET_ASIDE, JOB), new Step.Open(aside(3)));
    assertThat(text()).contains("job-16", "q quit").doesNotContain("pairs set aside");
  }

  /** It would stand there as if it were still so. */
  @Test
  void whatWasBeingAskedIsNotWhenTheMasterIsAway() {
    openJob(120);
    type("s");
    board.away("No Master answers at 127.0.0.1:1099");
    tell(new Look(1, null, look(120), null, null, null));

    assertThat(text()).contains("33 %").doesNotContain("being asked");

    board.said("job-17 is paused");
    board.away("No Master answers at 127.0.0.1:1099");
    tell(new Look(1, null, look(120), null, null, null));
    assertThat(text()).contains("job-17 is paused");
  }

  @Test
  void pairsSetAsideAreListedWhateverIsInTheirKeys() throws Exception {
    openAside(3);

    Capture.matches("aside", board, 24, 80);
    Capture.matches("aside", board, 50, 160);
    assertThat(drawn()).contains("␛[2J").doesNotContain("\u001b[2J", "\u202e", "\u0007");
    type("/4711");
    assertThat(text()).contains("4711").doesNotContain("世界");
    press(Press.Key.ENTER);
    press(Press.Key.ENTER);
    assertThat(text()).contains("job-17.chunk-9");
    assertThat(board.glance().chunk()).isEqualTo(9);
    press(Press.Key.ESCAPE);
    type("/nowhere");
    assertThat(text()).contains("No pair has that: esc shows all.");
    press(Press.Key.ESCAPE);
    assertThat(text()).contains("世界", "key of 2");
  }

  @Test
  void ofManyPairsSetAsideTheFirstAreShown() {
    openAside(SkippedPage.MOST);
    assertThat(text()).doesNotContain("These are the first");
    press(Press.Key.ESCAPE);

    type("s");
    board.found(
        new Inquiry(Inquiry.Kind.SET_ASIDE, JOB), new Step.Open(aside(SkippedPage.MOST + 1)));
    type("G");
    assertThat(board.lines(8, 80, BEGAN)).anyMatch(line -> line.plain(80).contains("key of 99"));
    assertThat(text())
        .contains("key of 99", "These are the first 100: `master skipped job-17` lists more.")
        .doesNotContain("key of 100");
  }
}
