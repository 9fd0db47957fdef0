package dev.foray.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.cli.follow.JobDraft;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobAdmin.Bill;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Usd;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdviceTest {
  private final ReportDraft draft = new ReportDraft();

  private List<String> advice() {
    return of(draft);
  }

  private static List<String> of(ReportDraft draft) {
    return Advice.of(draft.report()).stream().map(each -> each.replace('\u00a0', ' ')).toList();
  }

  @Test
  void nothingIsSaidWhereAllIsWell() {
    assertThat(advice()).isEmpty();
  }

  @Test
  void shortChunksAreToBeLargerByWhatStartUpTakesOfThem() {
    draft.spent(320_000, 480_000);

    assertThat(advice())
        .containsExactly(
            "Chunks last 20 s: start-up is 40 % of their time. 5 times larger chunks would save"
                + " about 4 min 16 s of slot time.");
  }

  @Test
  void whatIsSavedIsMoneyWhereAPriceIsKnown() {
    draft.job().bill(new Bill(1, 200, Usd.parse("3.00"), 0, null, null));
    draft.spent(320_000, 480_000);

    assertThat(advice())
        .singleElement()
        .asString()
        .contains("save about $0.96 (4 min 16 s of slot");
  }

  @Test
  void chunksGetNoLargerThanKeepsEachSlotBusy() {
    draft.spent(790_000, 10_000).phases(1_000, 9_000, 1_000);

    assertThat(advice()).singleElement().asString().contains(" 5 times larger chunks");
  }

  @Test
  void startUpOfFewSecondsIsNotWorthASentence() {
    assertThat(of(draft.spent(9_000, 9_000))).isEmpty();
  }

  @Test
  void slotsThatAreEmptyAtTheEndAreNamedWithTheChunkThatRanOn() {
    draft.then(4, 1).then(4, 1).then(4, 1).then(4, 1).longest(7, 80_000, 9_000);

    assertThat(advice())
        .containsExactly(
            "For the last 40 s fewer than half of the slots were busy, which cost about 2 min 00 s of"
                + " slot time. chunk-7 lasted 80 s, half of all at most 20 s; it read 9,000 pairs,"
                + " where 1,000 are usual: cut chunks by rows, as keyRanges does.");
  }

  @Test
  void smallerChunksEndMoreEvenlyWhereNoneIsLong() {
    draft.then(4, 1).then(4, 1).then(4, 1).then(4, 1);

    assertThat(advice()).singleElement().asString().endsWith("Smaller chunks end more evenly.");
  }

  @Test
  void slowChunkThatReadNoMoreThanOthersPointsAtItsKeys() {
    draft.longest(7, 140_000, 1_000);

    assertThat(advice())
        .containsExactly(
            "chunk-7 lasted 2 min 20 s, half of all at most 20 s, with no more pairs than others:"
                + " look at what map does with its keys.");
  }

  @Test
  void attemptsThatFailedAreNamedWithWhatHelpsAgainstThem() {
    draft.failed(FailureKind.LOST, 6, 120_000, "its node went");

    assertThat(advice())
        .containsExactly(
            "6 attempts failed and took 13 % of the slot time, about 2 min 00 s of slot time, most of"
                + " it as LOST: smaller chunks lose less when a node goes; on-demand nodes are not taken"
                + " back.");
  }

  @Test
  void slotsThatNothingRanInAreTooMany() {
    for (int tens = 0; tens < 20; tens++) {
      draft.then(12, 4);
    }

    assertThat(advice())
        .containsExactly(
            "Slots were empty for 50 % of the time that they were there, about 26 min 40 s of slot"
                + " time: 12 were there at most, 4 busy. Fewer nodes (max-nodes) would have done.");
  }

  @Test
  void nodesThatBootForLongAreToBeFewer() {
    draft.machine("node-2", 100, 220).machine("node-3", 80, 220);

    assertThat(advice())
        .containsExactly(
            "Nodes took 90 s each until they were up, 41 % of what is billed: fewer nodes for"
                + " longer, or an image made by `master bake`.");
  }

  @Test
  void readingThatTakesMostOfTheWorkPointsAtItsQuery() {
    assertThat(of(draft.phases(700_000, 100_000, 20_000)))
        .containsExactly(
            "Reading goes on for 90 % of the work: look at the query of read, and at the index that"
                + " it uses.");
    assertThat(of(draft.phases(10_000, 100_000, 700_000)))
        .singleElement()
        .asString()
        .startsWith("Writing goes on for 90 % of the work");
    assertThat(of(draft.phases(700_000, 800_000, 20_000))).as("map is at work as well").isEmpty();
  }

  @Test
  void jobThatHasNotBegunGetsNone() {
    assertThat(Advice.of(ReportDraft.empty(JobDraft.job(JobState.ACCEPTED)))).isEmpty();
  }
}
