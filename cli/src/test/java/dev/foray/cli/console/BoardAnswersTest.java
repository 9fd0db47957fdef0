package dev.foray.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.Watch.Look;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A Master that is away, hangs, follows another, or says that there is no such thing. */
class BoardAnswersTest extends BoardCase {
  @Test
  void whatIsNotThereIsSaidAndItsPageIsLeft() {
    tellJobs();
    type(":job 99");
    press(Press.Key.ENTER);
    board.refused(board.glance(), "there is no job-99");
    assertThat(text()).contains("there is no job-99", "job-17").doesNotContain("being asked");
  }

  @Test
  void whatWasThereStaysWhenItIsRefusedLater() {
    openJob(120);
    board.refused(board.glance(), "there is no job-17");
    assertThat(text()).contains("there is no job-17", "33 %");
  }

  @Test
  void aMasterThatIsGoneIsSaidAndWhatWasKnownStays() {
    tellJobs();
    board.away("No Master answers at 127.0.0.1:1099");

    assertThat(text()).contains("NO ANSWER", "Asking again each second", "job-17");
    tellJobs();
    assertThat(text()).doesNotContain("NO ANSWER");
  }

  @Test
  void aMasterThatHangsIsSaidAfterThreeSecondsAndUntilItAnswers() {
    tellJobs();
    Instant out = BEGAN.plusSeconds(600);
    board.asked(out);

    assertThat(top(out.plusMillis(2_999))).contains("Foray 0.1.0").doesNotContain("answered");
    assertThat(top(out.plusMillis(3_000)))
        .startsWith(" Foray  jobs")
        .endsWith("The Master has not answered for 3 s")
        .doesNotContain("Foray 0.1.0");
    assertThat(top(out.plusSeconds(29))).endsWith("has not answered for 29 s");
    assertThat(text()).contains("job-17");

    tellJobs();
    assertThat(top(out.plusSeconds(30))).endsWith("Foray 0.1.0");
  }

  @Test
  void whateverComesBackIsAnAnswer() {
    tellJobs();
    Instant later = BEGAN.plusSeconds(60);
    board.asked(BEGAN);
    board.said("job-17 is paused");
    assertThat(top(later)).endsWith("Foray 0.1.0");

    board.asked(BEGAN);
    board.refused(board.glance(), "there is no job-17");
    assertThat(top(later)).endsWith("Foray 0.1.0");

    board.asked(BEGAN);
    board.away("No Master answers at 127.0.0.1:1099");
    assertThat(top(later)).endsWith("NO ANSWER");
    board.seen(board.glance(), new Look(1, List.of(), null, null, null, null));
    assertThat(top(later)).endsWith("Foray 0.1.0");
  }

  /** Each question is counted for itself: one that is answered late is not added to the next. */
  @Test
  void aSlowMasterIsCountedFromTheQuestionThatIsOpen() {
    board.asked(BEGAN);
    tellJobs();
    board.asked(BEGAN.plusSeconds(5));

    assertThat(top(BEGAN.plusSeconds(7))).endsWith("Foray 0.1.0");
    assertThat(top(BEGAN.plusSeconds(9))).endsWith("has not answered for 4 s");
  }

  @Test
  void anotherMasterIsAskedForAllChunksAgain() {
    openJob(120);
    assertThat(board.glance().since()).isEqualTo(5);

    tell(new Look(2, null, look(120), null, null, null));
    assertThat(board.glance().since()).isZero();
  }

  private String top(Instant now) {
    return board.lines(24, 80, now).get(0).plain(80);
  }
}
