package dev.foray.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.LogAdmin.SkippedPair;
import dev.foray.protocol.Watch.Look;
import dev.foray.protocol.Watch.NodeLook;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the choice moves on lists, and what a filter leaves. */
class BoardListsTest extends BoardCase {
  private static final int LISTED = 60;

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
}
