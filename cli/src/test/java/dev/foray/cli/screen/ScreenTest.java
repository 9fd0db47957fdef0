package dev.foray.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void lineTakesThePlaceOfTheOneThatIsRedrawn() {
    Screen screen = screen(80);
    screen.redraw("1 of 2");
    screen.redraw("2 of 2");
    screen.line("done");

    assertThat(text(out)).endsWith("2 of 2\u001b[?7h\r\u001b[Kdone\n");
  }

  @Test
  void nothingIsRedrawnWithoutATerminal() {
    Screen screen = screen(0);
    screen.redraw("1 of 2");
    screen.line("done");

    assertThat(text(out)).isEqualTo("done\n");
  }

  @Test
  void nothingFollowsTheLastWord() {
    Screen screen = screen(80);
    screen.redraw("1 of 2");
    screen.lastWord("Detached.");
    screen.line("more");
    screen.text("more");
    screen.redraw("more");
    screen.complain("more");

    assertThat(text(out)).endsWith("\r\u001b[K").doesNotContain("more");
    assertThat(text(err)).isEqualTo("Detached.\n");
  }

  private Screen screen(int width) {
    return new Screen(stream(out), stream(err), width);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, false, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
