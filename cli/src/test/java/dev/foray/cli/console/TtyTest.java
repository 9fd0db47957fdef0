package dev.foray.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

  private Tty tty(String typed) {
    InputStream keys = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
    return Tty.over(keys, written, Stty.none(), true);
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
