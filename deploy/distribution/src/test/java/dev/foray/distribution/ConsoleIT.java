package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console on a real terminal, with a real Master that is killed below it. */
class ConsoleIT {
  private static final Duration LONG = Duration.ofMinutes(3);

  @TempDir private Path dataDirectory;

  @Test
  void itOutlivesItsMasterAndLeavesTheTerminalAsItWas() throws Exception {
    try (TypedTerminal ended = outliveMaster();
        RunningMaster master = RunningMaster.start(dataDirectory)) {
      sees(ended, "There are no jobs yet");
      await("an answer").atMost(LONG).until(() -> !ended.seen().contains("NO ANSWER"));
      ended.type("?");
      sees(ended, "Everywhere");
      ended.type("q:quit\r");
      assertThat(ended.process().waitFor(3, TimeUnit.MINUTES)).isTrue();
      assertThat(ended.process().exitValue()).as(master.log()).isZero();
      isPutBack(ended);

      try (TypedTerminal asked = console()) {
        sees(asked, "There are no jobs yet");
        assertThat(asked.isAsBefore()).isFalse();
        asked.process().destroy();
        assertThat(asked.process().waitFor(3, TimeUnit.MINUTES)).isTrue();
        isPutBack(asked);
      }
    }
  }

  private TypedTerminal outliveMaster() throws Exception {
    RunningMaster first = RunningMaster.start(dataDirectory);
    TypedTerminal terminal = console();
    sees(terminal, "There are no jobs yet");
    first.kill();
    sees(terminal, "NO ANSWER");
    return terminal;
  }

  private TypedTerminal console() throws Exception {
    return new TypedTerminal(
        Distribution.command(dataDirectory, "console"), Map.of("TERM", "xterm", "NO_COLOR", "1"));
  }

  private static void sees(TypedTerminal terminal, String text) {
    await(text)
        .atMost(LONG)
        .untilAsserted(() -> assertThat(terminal.seen()).as(terminal.written()).contains(text));
  }

  private static void isPutBack(TypedTerminal terminal) {
    await("the terminal's last bytes")
        .atMost(LONG)
        .untilAsserted(() -> assertThat(terminal.written()).contains(TypedTerminal.restoring()));
    assertThat(terminal.isAsBefore()).isTrue();
  }
}
