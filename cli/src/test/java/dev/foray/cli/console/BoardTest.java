package dev.foray.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.cli.follow.JobDraft;
import dev.foray.protocol.Cells;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.JobState;
import dev.foray.protocol.LogPiece;
import dev.foray.protocol.Watch.JobLook;
import dev.foray.protocol.Watch.Look;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What each screen of the console shows. */
class BoardTest extends BoardCase {
  @Test
  void withoutJobsItSaysHowOneIsStarted() throws Exception {
    tell(new Look(1, List.of(), null, null, null, null));

    Capture.matches("no-jobs", board, 24, 80);
  }

  @Test
  void jobsAreListed() throws Exception {
    tellJobs();

    Capture.matches("jobs", board, 24, 80);
    Capture.matches("jobs", board, 50, 160);
  }

  @Test
  void aJobIsAGridWithItsFailuresAndStragglers() throws Exception {
    openJob(120);

    Capture.matches("job", board, 24, 80);
    Capture.matches("job", board, 50, 160);
  }

  @Test
  void thatNobodyCouldBeToldIsSaidOnTheJob() {
    tellJobs();
    press(Press.Key.ENTER);
    JobLook running = look(12);
    JobLook untold =
        new JobLook(
            JobDraft.job(JobState.RUNNING).chunks(12, 4, 4).untold("nobody was told").summary(),
            running.why(),
            4,
            List.of(),
            List.of(),
            running.cells());
    tell(new Look(1, null, running, null, null, null));
    assertThat(text()).doesNotContain("nobody was told");
    tell(new Look(1, null, untold, null, null, null));
    assertThat(text()).contains("nobody was told");
  }

  @Test
  void aJobWhosePlanHasFailedWaitsForNothing() {
    tellJobs();
    press(Press.Key.ENTER);
    JobLook failed =
        new JobLook(
            JobDraft.job(JobState.FAILED).summary(),
            "ended: FAILED, plan failed: a table is missing",
            0,
            List.of(),
            List.of(),
            Cells.of(5, 0, 0, chunk -> ChunkState.READY));
    tell(new Look(1, null, failed, null, null, null));

    assertThat(text())
        .contains("It has ended without a plan.", "It has no chunks; P opens the log of its plan.")
        .doesNotContain(" yet", "slots");
  }

  /** A Master that is slow to answer holds no key up. */
  @Test
  void whatTheListSaysOfAJobIsShownUntilTheMasterAnswers() {
    tellJobs();
    press(Press.Key.ENTER);

    assertThat(text())
        .contains("RUNNING  Revenue", "35 %", "48,211 pairs", "The Master is being asked");
    tell(new Look(1, null, look(120), null, null, null));
    assertThat(text()).doesNotContain("being asked");
  }

  @Test
  void aJobOf100000ChunksFitsAndIsOpenedCellByCell() throws Exception {
    openJob(100_000);
    Capture.matches("large-job", board, 24, 80);
    Capture.matches("large-job", board, 50, 160);
    text();
    type("l");
    assertThat(text()).contains("chunks 93 to ");
    type("h");

    press(Press.Key.ENTER);
    assertThat(text()).contains("chunk-0 DONE").doesNotContain("a cell is");
    press(Press.Key.ESCAPE);
    assertThat(text()).contains("a cell is");
  }

  @Test
  void aChunkShowsItsAttemptsWhateverIsInItsKeys() throws Exception {
    openJob(120);
    type("f");
    press(Press.Key.ENTER);
    tell(new Look(1, null, null, chunk(), null, null));

    Capture.matches("chunk", board, 24, 80);
    Capture.matches("chunk", board, 50, 160);
    assertThat(drawn()).doesNotContain("\u001b[2J", "\u202e", "\u0007");
  }

  @Test
  void aLogIsFollowedAndSearched() throws Exception {
    type(":log job-17.chunk-7.attempt-2");
    press(Press.Key.ENTER);
    StringBuilder log = new StringBuilder();
    for (int line = 0; line < 100; line++) {
      log.append("line ").append(line).append(line == 50 ? " Boom\n" : "\n");
    }
    tell(new Look(1, null, null, null, null, new LogPiece(log.toString(), 800, false)));

    assertThat(text()).contains("line 99", "following").doesNotContain("line 50");
    Capture.matches("log", board, 24, 80);
    Capture.matches("log", board, 50, 160);
    type("/boom");
    press(Press.Key.ENTER);
    assertThat(text()).contains("line 50 Boom").doesNotContain("line 99", "following");
    type("G");
    assertThat(text()).contains("line 99", "following");
    assertThat(board.glance().offset()).isEqualTo(800);
  }

  @Test
  void theRestOfALongLineIsToTheRight() {
    type(":log job-17.chunk-7.attempt-2");
    press(Press.Key.ENTER);
    String line = "Caused by: " + "世".repeat(60) + " no rate of currency XAU\n";
    tell(new Look(1, null, null, null, null, new LogPiece(line + "short\n", 200, true)));

    assertThat(text(80)).contains("Caused by", "short").doesNotContain("XAU");
    press(Press.Key.RIGHT);
    press(Press.Key.RIGHT);
    assertThat(text(80)).contains("no rate of currency XAU").doesNotContain("Caused by");
    press(Press.Key.LEFT);
    type("h");
    assertThat(text(80)).contains("Caused by", "log of");
    press(Press.Key.LEFT);
    assertThat(text(80)).doesNotContain("Caused by");
  }

  @Test
  void aLogThatIsBinaryIsAsManyLinesAsOthersAndMovesNoCursor() {
    type(":log job-17.chunk-7.attempt-2");
    press(Press.Key.ENTER);
    byte[] bytes = new byte[12_000];
    new Random(7).nextBytes(bytes);
    String text = new String(bytes, StandardCharsets.UTF_8);
    tell(new Look(1, null, null, null, null, new LogPiece(text, 12_000, true)));

    assertThat(board.lines(24, 80, BEGAN))
        .hasSize(24)
        .allSatisfy(
            line -> assertThat(line.drawn(80, false)).doesNotContainPattern("[\\x00-\\x1a]"));
    type("/\u0000");
    press(Press.Key.ENTER);
    assertThat(text()).contains("log of job-17.chunk-7.attempt-2");
  }

  /** A line that does not end, and lines: what has gone by is not kept. */
  @Test
  void aLogThatGrowsByAHundredMegabytesIsFollowedInLittleMemory() {
    type(":log job-17.chunk-7.attempt-2");
    press(Press.Key.ENTER);
    String much = "x".repeat(11_995);
    for (int look = 1; look <= 9_000; look++) {
      String text = look % 2 == 0 ? much : much.substring(4) + "\n" + look + "\n";
      tell(new Look(1, null, null, null, null, new LogPiece(text, look * 12_000L, false)));
    }
    assertThat(text()).contains("8999").contains("following");
    assertThat(board.glance().offset()).isEqualTo(108_000_000L);
  }

  @Test
  void aCommandThatIsNoneIsOneSentence() {
    type(":frobnicate");
    press(Press.Key.ENTER);
    assertThat(text()).contains("There is no command \"frobnicate\": ? lists them");

    type(":job x");
    press(Press.Key.ENTER);
    assertThat(text()).contains("\"x\"");
  }

  @Test
  void nodesAreListedWithWhatTheyDoAndCost() throws Exception {
    tellJobs();
    type("n");
    tell(new Look(1, null, null, null, nodes(), null));
    Capture.matches("nodes", board, 24, 80);
    Capture.matches("nodes", board, 50, 160);
  }

  @Test
  void allKeysAreOnOneScreen() throws Exception {
    type("?");
    Capture.matches("help", board, 24, 80);
    Capture.matches("help", board, 50, 160);
  }

  @Test
  void aTerminalThatIsTooSmallIsAskedToGrow() {
    assertThat(board.lines(4, 20, BEGAN))
        .extracting(line -> line.plain(20))
        .containsExactly("This needs 40", "columns and 8 rows;", "q ends it.", "");
    assertThat(board.lines(2, 20, BEGAN)).hasSize(2);
    assertThat(board.lines(24, 3, BEGAN))
        .allSatisfy(line -> assertThat(line.plain(3)).hasSizeLessThanOrEqualTo(3));
    type("q");
    assertThat(board.isOver()).isTrue();
  }

  @Test
  void qEndsOnTheFirstScreenAndLeavesTheOthers() {
    type("?");
    assertThat(text()).contains("Everywhere");
    type("q");
    assertThat(board.isOver()).isFalse();
    type("q");
    assertThat(board.isOver()).isTrue();
  }
}
