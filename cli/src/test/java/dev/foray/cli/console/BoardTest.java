package dev.foray.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.foray.cli.follow.JobDraft;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.Cells;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.FleetAdmin.NodeBill;
import dev.foray.protocol.FleetAdmin.NodeStrain;
import dev.foray.protocol.FleetAdmin.NodeSummary;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.LogAdmin.AttemptSummary;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import dev.foray.protocol.LogAdmin.SkippedPair;
import dev.foray.protocol.LogPiece;
import dev.foray.protocol.NodeState;
import dev.foray.protocol.Phases;
import dev.foray.protocol.Progress;
import dev.foray.protocol.Role;
import dev.foray.protocol.Usd;
import dev.foray.protocol.Watch.Cause;
import dev.foray.protocol.Watch.ChunkLook;
import dev.foray.protocol.Watch.JobLine;
import dev.foray.protocol.Watch.JobLook;
import dev.foray.protocol.Watch.Look;
import dev.foray.protocol.Watch.NodeLook;
import dev.foray.protocol.WorkerState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The console without a terminal and without a Master: what is told and pressed, and is seen. */
class BoardTest {
  private static final JobId JOB = new JobId(17);
  private static final Instant BEGAN = JobDraft.SUBMITTED;
  private static final String HOSTILE = "key \u001b[2J\u202e\u0007 世界 " + "x".repeat(10_000);

  private static final int LISTED = 60;
  private static final String NODE = "node-1f00d2aa";
  private static final String REFUSAL =
      "A viewer changes nothing: ask an admin for the role of a deployer.";

  private final Board board = new Board("Foray 0.1.0");

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
  void nothingIsDoneBeforeSomebodyAgrees() {
    tellJobs();

    assertThat(type("c")).isEmpty();
    assertThat(text()).contains("Cancel job-17? What has committed stays.");
    assertThat(type("n")).isEmpty();
    assertThat(text()).contains("Nothing was done.");
    type("c");
    assertThat(type("y")).contains(Deed.of(Deed.Kind.CANCEL, JOB));
  }

  @ParameterizedTest
  @MethodSource("deeds")
  void aViewerIsToldWhatItTakes(String key, String command, Deed deed) {
    board.role(Role.VIEWER);
    openWhere(deed);

    assertThat(type(key)).isEmpty();
    assertThat(text()).contains(REFUSAL).doesNotContain(deed.question());
    assertThat(type("y")).isEmpty();
    assertThat(text()).doesNotContain(REFUSAL);

    type(command);
    press(Press.Key.ENTER);
    assertThat(text()).contains(REFUSAL).doesNotContain(deed.question());
    assertThat(type("y")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("deeds")
  void anAdminIsAskedFirst(String key, String command, Deed deed) {
    board.role(Role.ADMIN);
    openWhere(deed);

    assertThat(type(key)).isEmpty();
    assertThat(text()).contains(deed.question());
    assertThat(type("y")).contains(deed);

    type(command);
    press(Press.Key.ENTER);
    assertThat(text()).contains(deed.question());
    assertThat(type("y")).contains(deed);
  }

  static Stream<Arguments> deeds() {
    return Stream.of(
        arguments("c", ":cancel 17", Deed.of(Deed.Kind.CANCEL, JOB)),
        arguments("p", ":pause 17", Deed.of(Deed.Kind.PAUSE, JOB)),
        arguments("u", ":resume 17", Deed.of(Deed.Kind.RESUME, JOB)),
        arguments("t", ":retry 17", Deed.of(Deed.Kind.RETRY, JOB)),
        arguments("d", ":drain " + NODE, new Deed(Deed.Kind.DRAIN, NODE)));
  }

  private void openWhere(Deed deed) {
    tellJobs();
    if (deed.kind() == Deed.Kind.DRAIN) {
      type("n");
      tell(new Look(1, null, null, null, nodes(), null));
    }
  }

  @Test
  void aViewerIsOfferedNothingThatChangesSomething() {
    board.role(Role.VIEWER);
    tellJobs();
    assertThat(text()).contains("enter open").doesNotContain("c cancel", "t retry");

    type("n");
    tell(new Look(1, null, null, null, nodes(), null));
    assertThat(text()).contains("esc back").doesNotContain("d drain");
    press(Press.Key.ESCAPE);

    openJob(120);
    assertThat(text()).contains("f failed").doesNotContain("c cancel", "p pause", "u resume");
    type("t");
    assertThat(text()).contains(REFUSAL);
  }

  @Test
  void theHelpOfAViewerSaysWhatItTakesInPlaceOfKeysThatChangeSomething() {
    board.role(Role.VIEWER);
    type("?");
    assertThat(text())
        .contains(REFUSAL, "chunk 42")
        .doesNotContain("cancel 17", "cancel a job", "drain");
    press(Press.Key.ESCAPE);
    type(":help");
    press(Press.Key.ENTER);
    assertThat(text()).contains(REFUSAL).doesNotContain("cancel 17", "cancel a job", "drain");
  }

  /** The Master decides, where it has not said what somebody is. */
  @Test
  void whoeverShipsCodeAndWhoeverIsNotKnownIsOfferedAll() {
    tellJobs();
    assertThat(text()).contains("c cancel  p pause  u resume  t retry");
    board.role(Role.DEPLOYER);
    assertThat(text()).contains("c cancel  p pause  u resume  t retry");
    type("n");
    assertThat(text()).contains("d drain");
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

  private void openAside(int pairs) {
    openJob(120);
    type("s");
    board.found(new Inquiry(Inquiry.Kind.SET_ASIDE, JOB), new Step.Open(aside(pairs)));
  }

  private static SkippedPage aside(int count) {
    List<SkippedPair> pairs = new ArrayList<>();
    pairs.add(new SkippedPair(7, 2, HOSTILE, "map failed at " + HOSTILE));
    pairs.add(new SkippedPair(9, 1, "4711", "IllegalStateException: no rate of currency XAU"));
    for (int pair = 2; pair < count; pair++) {
      pairs.add(new SkippedPair(10 + pair, 1, "key of " + pair, "it ends the JVM: SIGKILL"));
    }
    return new SkippedPage(JOB, pairs);
  }

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

  /**
   * @param page rows that a screen goes on: one less than there are on it
   */
  @ParameterizedTest
  @CsvSource({"job-, 20", "node-, 18", "'', 17"})
  void theChoiceMovesByTheKeysOfViAndLessAndStaysOnTheScreen(String name, int page) {
    openListOf(name);

    assertThat(chosen()).isZero();
    assertThat(after("k")).isZero();
    assertThat(after("j")).isEqualTo(1);
    assertThat(after(Press.Key.DOWN)).isEqualTo(2);
    assertThat(after("k")).isEqualTo(1);
    assertThat(after(Press.Key.UP)).isZero();
    assertThat(after(" ")).isEqualTo(page);
    assertThat(after(Press.Key.PAGE_DOWN)).isEqualTo(2 * page);
    assertThat(after("b")).isEqualTo(page);
    assertThat(after(Press.Key.PAGE_UP)).isZero();
    assertThat(after("G")).isEqualTo(LISTED - 1);
    assertThat(after("j")).isEqualTo(LISTED - 1);
    assertThat(after("g")).isZero();
    assertThat(after(Press.Key.END)).isEqualTo(LISTED - 1);
    assertThat(after(Press.Key.PAGE_DOWN)).isEqualTo(LISTED - 1);
    assertThat(after(Press.Key.HOME)).isZero();
  }

  private void openListOf(String name) {
    IntStream rows = IntStream.range(100, 100 + LISTED);
    switch (name) {
      case "job-" ->
          tell(new Look(1, rows.mapToObj(BoardTest::running).toList(), null, null, null, null));
      case "node-" -> {
        type("n");
        tell(
            new Look(
                1,
                null,
                null,
                null,
                rows.mapToObj(row -> new NodeLook(busy(name + row), 1)).toList(),
                null));
      }
      default -> {
        openJob(120);
        type("s");
        List<SkippedPair> pairs =
            rows.mapToObj(row -> new SkippedPair(row, 1, "4711", "no rate")).toList();
        board.found(
            new Inquiry(Inquiry.Kind.SET_ASIDE, JOB), new Step.Open(new SkippedPage(JOB, pairs)));
      }
    }
  }

  private int after(String letter) {
    type(letter);
    return chosen();
  }

  private int after(Press.Key key) {
    press(key);
    return chosen();
  }

  /** By the number in its name; of several marked rows, or none, there is no such row. */
  private int chosen() {
    List<String> marked =
        board.lines(24, 80, BEGAN.plusSeconds(600)).stream()
            .skip(1)
            .filter(line -> line.drawn(80, true).startsWith(Style.BAR.sequence(true)))
            .map(line -> line.plain(80))
            .toList();
    assertThat(marked).hasSize(1);
    return Integer.parseInt(marked.get(0).replaceFirst("^\\D*(\\d+).*", "$1")) - 100;
  }

  @Test
  void aFilterLeavesWhatHasIt() {
    tellJobs();

    type("/month");
    assertThat(text()).contains("job-16").doesNotContain("job-17");
    press(Press.Key.ESCAPE);
    assertThat(text()).contains("job-16", "job-17");
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

  private void tellJobs() {
    JobLine running = running(17);
    JobLine ended =
        new JobLine(
            new JobId(16),
            "MonthSales",
            JobState.SUCCEEDED,
            false,
            8,
            0,
            8,
            0,
            1_204,
            BEGAN.minusSeconds(9_000),
            BEGAN.minusSeconds(8_000));
    tell(new Look(1, List.of(running, ended), null, null, null, null));
  }

  private static JobLine running(int job) {
    return new JobLine(
        new JobId(job), "Revenue", JobState.RUNNING, false, 120, 4, 42, 3, 48_211, BEGAN, null);
  }

  private static NodeSummary busy(String name) {
    return new NodeSummary(
        name,
        NodeState.UP,
        "m7i.large spot eu-central-1a i-0123456789abcdef0",
        "worker-1f00d2aa",
        WorkerState.ACTIVE,
        null,
        2,
        List.of(AttemptId.ofChunk(JOB, 3, 1)),
        BEGAN,
        BEGAN.plusSeconds(40),
        null,
        null,
        new NodeStrain(1.94, 2, 3L << 30, 8L << 30),
        new NodeBill(1_234, Usd.parse("0.12"), Usd.parse("0.0411")));
  }

  private static List<NodeLook> nodes() {
    NodeSummary gone =
        new NodeSummary(
            "node-77c0ffee",
            NodeState.TERMINATED,
            null,
            null,
            null,
            null,
            0,
            List.of(),
            BEGAN,
            BEGAN.plusSeconds(4),
            BEGAN.plusSeconds(90),
            "it was drained, as nothing was left for it to do",
            null,
            null);
    return List.of(new NodeLook(busy(NODE), 1), new NodeLook(gone, 0));
  }

  private void openJob(int chunks) {
    tellJobs();
    press(Press.Key.ENTER);
    tell(new Look(1, null, look(chunks), null, null, null));
  }

  private static JobLook look(int chunks) {
    int done = chunks / 3;
    return new JobLook(
        JobDraft.job(JobState.RUNNING)
            .chunks(chunks, done, 4)
            .failed(3)
            .pairs(50_000, 48_211, 48_211, 40_000, 2)
            .speed(812, 95)
            .summary(),
        "4 chunks run, and the others wait for a slot: each may last 1 h",
        4,
        List.of(
            new Cause(
                3,
                FailureKind.USER_CODE,
                AttemptId.ofChunk(JOB, 7, 4),
                "map failed at " + HOSTILE)),
        List.of(
            new ChunkSummary(
                done,
                ChunkState.RUNNING,
                1,
                "[1, 9)",
                "worker-1",
                BEGAN,
                null,
                new Progress(900, 812, 812, 0, 0),
                null,
                null)),
        Cells.of(5, chunks, 0, chunk -> state(chunk, done)));
  }

  private static ChunkState state(int chunk, int done) {
    if (chunk == 7 || chunk == 8 || chunk == 9) {
      return ChunkState.FAILED;
    }
    return chunk < done
        ? ChunkState.DONE
        : chunk < done + 4 ? ChunkState.RUNNING : ChunkState.READY;
  }

  private static ChunkLook chunk() {
    AttemptId attempt = AttemptId.ofChunk(JOB, 7, 1);
    return new ChunkLook(
        new ChunkSummary(
            7,
            ChunkState.FAILED,
            1,
            HOSTILE,
            "worker-1",
            BEGAN,
            BEGAN,
            Progress.NONE,
            null,
            HOSTILE),
        List.of(
            new AttemptSummary(
                attempt,
                AttemptState.FAILED,
                "worker-1",
                BEGAN,
                BEGAN.plusMillis(600),
                BEGAN.plusSeconds(3),
                FailureKind.USER_CODE,
                HOSTILE,
                1,
                new Progress(10, 9, 9, 0, 0, new Phases(120, 1_900, 0, 0)))));
  }

  private void tell(Look look) {
    board.seen(board.glance(), look);
  }

  private void press(Press.Key key) {
    assertThat(board.press(Press.of(key))).isEmpty();
  }

  private Optional<Errand> type(String text) {
    @Nullable Errand last = null;
    for (int at = 0; at < text.length(); at++) {
      last = board.press(Press.text(text.substring(at, at + 1))).orElse(null);
    }
    return Optional.ofNullable(last);
  }

  private String text() {
    return text(120);
  }

  private String text(int columns) {
    StringBuilder text = new StringBuilder();
    board
        .lines(24, columns, BEGAN.plusSeconds(600))
        .forEach(line -> text.append(line.plain(columns)).append('\n'));
    return text.toString();
  }

  private String top(Instant now) {
    return board.lines(24, 80, now).get(0).plain(80);
  }

  private String drawn() {
    StringBuilder text = new StringBuilder();
    board
        .lines(24, 80, BEGAN.plusSeconds(600))
        .forEach(line -> text.append(line.drawn(80, true)).append('\n'));
    return text.toString();
  }
}
