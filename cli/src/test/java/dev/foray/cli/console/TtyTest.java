package dev.foray.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jline.utils.ScreenTerminal;
import org.junit.jupiter.api.Test;

/** What stands on a terminal of 80 columns and 24 rows, and what its keys mean. */
class TtyTest {
  private static final int COLUMNS = 80;
  private static final int ROWS = 24;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Test
  void aLineThatIsCutSaysSoInTheLastColumn() {
    try (Tty tty = tty("")) {
      tty.draw(List.of(Line.empty().add("x".repeat(100)), Line.of(Style.BAD, "y".repeat(100))));

      assertThat(row(0)).isEqualTo("x".repeat(79) + "…");
      assertThat(row(1)).isEqualTo("y".repeat(79) + "…");
    }
  }

  @Test
  void ofALineThatWasLongerNothingIsLeft() {
    try (Tty tty = tty("")) {
      tty.draw(List.of(Line.empty().add("a long line"), Line.empty().add("the same")));
      tty.draw(List.of(Line.empty().add("short"), Line.empty().add("the same")));

      assertThat(row(0)).isEqualTo("short");
      assertThat(row(1)).isEqualTo("the same");
    }
  }

  @Test
  void keysAreReadWhateverTheTerminalSendsForThem() {
    try (Tty tty = tty("a\u001b[A\u001bOB\r\t\u007f\u00e9")) {
      assertThat(tty.read()).isEqualTo(Press.text("a"));
      assertThat(tty.read()).isEqualTo(Press.of(Press.Key.UP));
      assertThat(tty.read()).isEqualTo(Press.of(Press.Key.DOWN));
      assertThat(tty.read()).isEqualTo(Press.of(Press.Key.ENTER));
      assertThat(tty.read()).isEqualTo(Press.of(Press.Key.TAB));
      assertThat(tty.read()).isEqualTo(Press.of(Press.Key.BACKSPACE));
      assertThat(tty.read()).isEqualTo(Press.text("é"));
      assertThat(tty.read()).isEqualTo(Press.of(Press.Key.END_OF_INPUT));
    }
  }

  @Test
  void itsEndIsWrittenOnceAndNothingAfterIt() {
    Tty tty = tty("");
    tty.close();
    String ended = written.toString(StandardCharsets.UTF_8);
    tty.close();
    tty.draw(List.of(Line.empty().add("late")));

    assertThat(ended).endsWith("\u001b[?25h\u001b[?1049l");
    assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo(ended);
  }

  /** As https://no-color.org has it: strong, faint and turned round are none. */
  @Test
  void withoutColourThereIsNone() {
    drawAllStyles(false);

    assertThat(renditions()).contains(1, 2, 7).allMatch(TtyTest::isPlain);
  }

  /** Those that each terminal has and each person sets: no palette of 256, no RGB. */
  @Test
  void coloursAreOfTheSixteen() {
    drawAllStyles(true);

    assertThat(renditions())
        .contains(31, 32)
        .allMatch(number -> isPlain(number) || isOfSixteen(number));
  }

  private static boolean isPlain(int rendition) {
    return Set.of(0, 1, 2, 7).contains(rendition);
  }

  private static boolean isOfSixteen(int rendition) {
    return (rendition >= 30 && rendition <= 37)
        || (rendition >= 90 && rendition <= 97)
        || (rendition >= 40 && rendition <= 47);
  }

  private void drawAllStyles(boolean colour) {
    try (Tty tty = tty("", colour)) {
      tty.draw(Stream.of(Style.values()).map(style -> Line.of(style, style.name())).toList());
    }
  }

  /** The numbers of all that sets how text looks. */
  private Set<Integer> renditions() {
    return Pattern.compile("\u001b\\[([0-9;:]*)m")
        .matcher(written.toString(StandardCharsets.UTF_8))
        .results()
        .flatMap(sequence -> Stream.of(sequence.group(1).split("[;:]", -1)))
        .map(Integer::valueOf)
        .collect(Collectors.toSet());
  }

  private Tty tty(String typed) {
    return tty(typed, true);
  }

  private Tty tty(String typed, boolean colour) {
    InputStream keys = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
    return Tty.over(keys, written, Stty.none(), colour);
  }

  private String row(int row) {
    ScreenTerminal screen = new ScreenTerminal(COLUMNS, ROWS);
    screen.write(written.toString(StandardCharsets.UTF_8));
    long[] cells = new long[COLUMNS * ROWS];
    screen.dump(cells, new int[2]);
    StringBuilder text = new StringBuilder();
    for (int at = row * COLUMNS; at < (row + 1) * COLUMNS; at++) {
      int point = ScreenTerminal.cellCodePoint(cells[at]);
      text.appendCodePoint(point == 0 ? ' ' : point);
    }
    return text.toString().stripTrailing();
  }
}
