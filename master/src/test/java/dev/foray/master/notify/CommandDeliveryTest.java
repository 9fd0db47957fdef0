package dev.foray.master.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that take what they are told, fail, never end, or are not there. */
class CommandDeliveryTest {
  private static final String BODY = "{\"id\":\"n-1\",\"sentence\":\"$(touch x); `touch y`\"}";

  @TempDir private Path directory;

  @Test
  void commandReadsTheNotificationOnItsInputAndNoShellReadsIt() throws Exception {
    Path file = directory.resolve("told");

    deliver(Duration.ofSeconds(20), "tee", file.toString());

    assertThat(file).hasContent(BODY);
  }

  @Test
  void commandThatFailsOrIsNotThereIsNamed() {
    assertThatThrownBy(() -> deliver(Duration.ofSeconds(20), "false"))
        .isInstanceOf(Undelivered.class)
        .hasMessage("the command page ended with 1");
    assertThatThrownBy(() -> deliver(Duration.ofSeconds(20), "/no/such/command"))
        .isInstanceOf(Undelivered.class)
        .hasMessageStartingWith("the command page can't be run: ");
  }

  @Test
  void commandThatNeverEndsIsKilledWithWhatItStarted() throws Exception {
    Path script = directory.resolve("hangs");
    Path started = directory.resolve("started");
    Files.writeString(script, "sleep 600 & echo $! > " + started + "; wait");

    assertThatThrownBy(() -> deliver(Duration.ofSeconds(1), "sh", script.toString()))
        .hasMessage("the command page took more than 1 s");

    long child = Long.parseLong(Files.readString(started).strip());
    Optional<ProcessHandle> left = ProcessHandle.of(child);
    if (left.isPresent()) {
      assertThat(left.get().onExit()).succeedsWithin(Duration.ofSeconds(20));
    }
  }

  private static void deliver(Duration patience, String... words) throws Exception {
    new CommandDelivery(patience).deliver(new Target.Command("page", List.of(words)), "n-1", BODY);
  }
}
