package dev.foray.cli;

import static dev.foray.cli.follow.JobDraft.SUBMITTED;
import static dev.foray.cli.follow.JobDraft.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.cli.screen.Amounts;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobAdmin.Bill;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Usd;
import org.junit.jupiter.api.Test;

/** The commands that steer a job under way; this master takes a repeated request for no change. */
class SteeringTest extends AtFakeMaster {
  private static final String USER = System.getProperty("user.name");
  private static final String THEN = Amounts.moment(SUBMITTED);

  @Test
  void pauseSaysWhatStillRuns() {
    master.tell(job(JobState.RUNNING).chunks(9, 1, 3).pausedBy("anna").summary());

    assertThat(typist.types("pause", "17")).isZero();
    assertThat(typist.reads())
        .isEqualTo(
            "job-17 is paused: 3 running chunks finish, nothing more of it begins before"
                + " `master resume job-17`\n");
    assertThat(master.steering()).containsExactly("pause job-17 by " + USER);
  }

  @Test
  void secondPauseSaysWhoseTheFirstWas() {
    master.tell(job(JobState.RUNNING).chunks(9, 1, 1).pausedBy("anna").summary());

    typist.types("pause", "17");
    assertThat(typist.types("pause", "17")).isZero();
    assertThat(typist.reads())
        .startsWith(
            "job-17 is paused already, by anna since " + THEN + ": 1 running chunk finishes, ");
  }

  @Test
  void resumeSaysWhetherThereWasAPause() {
    master.tell(job(JobState.RUNNING).chunks(9, 1, 3).summary());

    assertThat(typist.types("resume", "17")).isZero();
    assertThat(typist.reads()).isEqualTo("job-17 goes on; `master wait job-17` follows it\n");
    assertThat(typist.types("resume", "17")).isZero();
    assertThat(typist.reads()).isEqualTo("job-17 is not paused: there is nothing to resume\n");
  }

  @Test
  void limitSaysWhenItHolds() {
    master.tell(job(JobState.RUNNING).chunks(9, 1, 3).limit(2, "anna").summary());

    assertThat(typist.types("limit", "17", "2")).isZero();
    assertThat(typist.reads())
        .isEqualTo(
            "job-17 is limited to 2 chunks at once, when of the 3 that run enough have finished;"
                + " `master limit job-17 none` lifts it\n");
    typist.types("limit", "17", "2");
    assertThat(typist.reads())
        .startsWith("job-17 is limited already to 2 chunks at once, by anna since " + THEN);
    assertThat(master.steering()).contains("limit job-17 to 2 by " + USER);
  }

  @Test
  void limitIsLifted() {
    master.tell(job(JobState.RUNNING).chunks(9, 1, 3).summary());

    assertThat(typist.types("limit", "17", "none")).isZero();
    assertThat(typist.reads()).isEqualTo("job-17 has no limit any more\n");
    assertThat(typist.types("limit", "17", "none")).isZero();
    assertThat(typist.reads()).isEqualTo("job-17 has no limit already\n");
    assertThat(master.steering()).contains("limit job-17 to null by " + USER);
  }

  @Test
  void budgetIsGivenAndTakenAway() {
    Bill bill = new Bill(2, 900, Usd.parse("0.4"), 0, Usd.parse("20"), null);
    master.tell(job(JobState.RUNNING).bill(bill).summary());

    assertThat(typist.types("budget", "17", "20")).isZero();
    assertThat(typist.reads())
        .isEqualTo("job-17 may cost 20.00 USD in all, of which 0.40 are spent\n");
    assertThat(master.steering()).containsExactly("budget job-17 of 20 by " + USER);

    master.tell(job(JobState.RUNNING).summary());
    typist.types("budget", "17", "none");
    typist.types("budget", "17", "none");
    assertThat(typist.reads()).endsWith("job-17 has no budget already\n");
    assertThat(master.steering()).contains("budget job-17 of null by " + USER);
  }

  @Test
  void whatIsNoLimitIsExplained() {
    assertThat(typist.types("limit", "17", "few")).isEqualTo(2);
    assertThat(typist.complaint())
        .isEqualTo("\"few\" is no limit: write a number of chunks, at least 1, or none.\n");
  }

  @Test
  void jobThatHasEndedIsNotSteered() {
    master.tell(job(JobState.SUCCEEDED).summary());
    master.refuse(
        new Refused(ExitCode.WRONG_USE, "job-17 has SUCCEEDED already: there is nothing to pause"));

    assertThat(typist.types("pause", "17")).isEqualTo(2);
    assertThat(typist.complaint())
        .isEqualTo("job-17 has SUCCEEDED already: there is nothing to pause\n");
  }

  @Test
  void sheetSaysWhoPausedAndLimited() {
    master.tell(
        job(JobState.RUNNING).chunks(9, 1, 3).nodes(1).pausedBy("anna").limit(3, "ben").summary());

    typist.types("job", "17");
    assertThat(typist.reads())
        .contains(
            "  paused     by anna since " + THEN + "\n",
            "  limit      3 chunks at once, by ben since " + THEN + "\n",
            "  now        1/9 chunks, paused, 3 running of at most 3, 1 node\n");
  }
}
