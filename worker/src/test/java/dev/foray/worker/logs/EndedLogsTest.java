package dev.foray.worker.logs;

import static dev.foray.worker.SampleOrders.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.launch.LogCopy;
import dev.foray.protocol.AttemptId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndedLogsTest implements LogTaker {
  @TempDir Path directory;
  private final List<AttemptId> taken = new ArrayList<>();
  private final List<AttemptId> refused = new ArrayList<>();
  private boolean away;
  private long now;
  private EndedLogs logs;

  @BeforeEach
  void open() {
    logs = new EndedLogs(this, this::file, () -> now);
  }

  private Path file(AttemptId attempt) {
    return directory.resolve(attempt + ".log");
  }

  private boolean end(int chunk, boolean failed) throws IOException {
    Files.writeString(file(attempt(chunk)), "printed");
    return logs.add(attempt(chunk), failed);
  }

  @Override
  public void take(AttemptId attempt, LogCopy log) throws NotTaken, IOException {
    if (away) {
      throw new IOException("connection refused");
    }
    if (refused.contains(attempt)) {
      throw new NotTaken("it is not what it says");
    }
    taken.add(attempt);
  }

  @Test
  void whatFailedIsSentAtOnceAndTheOthersALittleLater() throws Exception {
    assertThat(end(1, false)).isFalse();
    assertThat(end(2, true)).isTrue();
    logs.runOnce();
    assertThat(taken).containsExactly(attempt(2));
    assertThat(logs.isEmpty()).isFalse();

    now += Duration.ofSeconds(10).toNanos();
    logs.runOnce();
    assertThat(taken).containsExactly(attempt(2), attempt(1));
    assertThat(logs.isEmpty()).isTrue();
  }

  @Test
  void nodeThatIsAboutToEndSendsWhatItHasFailuresFirst() throws Exception {
    end(1, false);
    end(2, false);
    end(3, true);
    logs.hurry();
    logs.runOnce();

    assertThat(taken).containsExactly(attempt(3), attempt(1), attempt(2));
    assertThat(logs.awaitEmpty(Duration.ZERO)).isTrue();
  }

  @Test
  void masterThatIsAwayIsTriedAgainAndOneThatRefusesIsNot() throws Exception {
    end(1, true);
    end(2, true);
    away = true;
    assertThat(logs.runOnce()).isLessThan(Duration.ofSeconds(5));
    assertThat(logs.awaitEmpty(Duration.ZERO)).isFalse();
    assertThat(logs.left()).isEqualTo(2);

    away = false;
    refused.add(attempt(1));
    logs.runOnce();
    assertThat(taken).containsExactly(attempt(2));
    assertThat(logs.isEmpty()).isTrue();
  }

  @Test
  void logThatIsPrunedMeanwhileIsNotSent() throws Exception {
    end(1, true);
    Files.delete(file(attempt(1)));
    logs.runOnce();

    assertThat(taken).isEmpty();
    assertThat(logs.isEmpty()).isTrue();
  }
}
