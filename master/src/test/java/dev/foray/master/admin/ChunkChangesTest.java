package dev.foray.master.admin;

import static dev.foray.protocol.ChunkState.DONE;
import static dev.foray.protocol.ChunkState.READY;
import static dev.foray.protocol.ChunkState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ChunkChangesTest {
  private static final int ROOM = 1_000;

  private final ChunkChanges changes = new ChunkChanges(41);

  @Test
  void whoKnowsNothingIsToldAll() {
    changes.put(List.of(READY, RUNNING, READY));

    assertThat(changes.since(0, 0, ROOM).runs()).isEqualTo("rRr");
  }

  @Test
  void whoKnowsAVersionIsToldWhatChangedSince() {
    changes.put(List.of(READY, RUNNING, READY));
    long known = changes.since(0, 0, ROOM).version();
    changes.put(List.of(READY, DONE, RUNNING));

    assertThat(changes.since(known, 0, ROOM).runs()).isEqualTo("=DR");
    assertThat(changes.since(changes.version(), 0, ROOM).runs()).isEqualTo("3=");
  }

  @Test
  void whatGoesBackToWhatItWasIsToldAgain() {
    changes.put(List.of(READY));
    long known = changes.version();
    changes.put(List.of(RUNNING));
    changes.put(List.of(READY));

    assertThat(changes.since(known, 0, ROOM).runs()).isEqualTo("r");
  }

  @Test
  void aVersionThatIsNoneOfItsOwnMeansNothing() {
    changes.put(List.of(READY, READY));

    assertThat(changes.since(9_999, 0, ROOM).runs()).isEqualTo("2r");
    assertThat(changes.since(0, 77, ROOM).runs()).isEmpty();
    assertThat(changes.since(0, -5, ROOM).runs()).isEqualTo("2r");
  }

  @Test
  void allWhoWatchShareOneAnswerASecond() throws Exception {
    AtomicLong nanos = new AtomicLong();
    AtomicInteger asked = new AtomicInteger();
    OnceASecond<String, Integer> shared = new OnceASecond<>(nanos::get);

    for (int watcher = 0; watcher < 10; watcher++) {
      assertThat(shared.ask("job-1", before -> asked.incrementAndGet())).isEqualTo(1);
    }
    nanos.set(1_000_000_000);
    assertThat(shared.ask("job-1", before -> asked.incrementAndGet())).isEqualTo(2);
  }
}
