package dev.foray.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No terminal is fooled by what jobs print, and by what their keys and names are. */
class PlainTest {
  private static final String EVIL = "\u001b[2J\u001b]0;root\u0007\u009b31m\rSUCCEEDED\b\u202e";

  @Test
  void attack21WhatMovesOrHidesIsAQuestionMark() {
    assertThat(Plain.text("a\u001b[31mb\tc\r\nd\n")).isEqualTo("a?[31mb\tc\nd\n");
    assertThat(Plain.line("a\nb\tc")).isEqualTo("a?b?c");
    assertThat(Plain.text(EVIL)).doesNotContainPattern("[\\p{Cntrl}\\u0080-\\u009f\\u202e]");
    assertThat(Plain.text("日本語 é 👩‍👩‍👧")).isEqualTo("日本語 é 👩‍👩‍👧");
  }

  @Test
  void attack21NothingOfItReachesTheTerminalByAnyWay() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Screen screen = new Screen(stream, stream, 0);
    screen.line(EVIL);
    screen.lines(List.of(EVIL, "fine"));
    screen.text(EVIL + "\n");
    screen.complain(EVIL);
    screen.lines(new Table("KEY", "WHY").row(EVIL + "\njob-2  SUCCEEDED", EVIL).lines(0));
    screen.lastWord(EVIL);

    String shown = out.toString(StandardCharsets.UTF_8);
    assertThat(shown.replace("\n", "")).doesNotContainPattern("[\\p{Cntrl}\\u0080-\\u009f\\u202e]");
    assertThat(shown.lines()).noneMatch(line -> line.startsWith("job-2"));
  }

  /** Where what moves the cursor is the screen's own. */
  @Test
  void attack21NothingOfItStandsInTheLineThatIsRedrawn() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);

    new Screen(stream, stream, 80).redraw("job-1 " + EVIL);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("job-1 ?[2J?]0;root??31m?SUCCEEDED??");
  }

  @Test
  void attack21TextOfSeveralLinesFakesNoRowOfASheet() {
    assertThat(new Sheet("job-1").row("because", "boom\n  ended      now").lines())
        .containsExactly("job-1", "  because    boom", "               ended      now");
  }
}
