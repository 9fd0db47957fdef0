package dev.foray.master.stages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Chunks whose ranges differ begin in their turns, also where one comes back. */
class TurnsTest extends StagesCase {
  @Test
  void theWidestBeginFirstAndSoDoesOneThatFailed() throws Exception {
    JobId job = stages.runningJob(3);
    stages.takeTurns(job, 2, 0, 1);
    stages.worker("worker-1", 1);

    AttemptId first = AttemptId.ofChunk(job, 1, 1);
    assertThat(stages.dispatched()).containsExactly(first);
    stages.endings.exited(first, 137, "");
    stages.pass(Duration.ofSeconds(1));

    AttemptId again = AttemptId.ofChunk(job, 1, 2);
    assertThat(stages.dispatched()).containsExactly(again);
    stages.commit(again);
    stages.endings.exited(again, 0, "");

    assertThat(stages.dispatched()).containsExactly(AttemptId.ofChunk(job, 2, 1));
  }
}
