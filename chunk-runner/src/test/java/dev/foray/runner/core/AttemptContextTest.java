package dev.foray.runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.runner.core.flow.StageThreads;
import dev.foray.runner.core.flow.StopSignal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class AttemptContextTest {
  private static final AttemptId ATTEMPT = AttemptId.ofChunk(new JobId(17), 42, 3);

  @AfterEach
  void clear() {
    MDC.clear();
  }

  @Test
  void threadsOfAnAttemptHaveItsNamesAndTheOneBeforeComesBack() throws Exception {
    MDC.put("tenant", "ann");
    AtomicReference<Map<String, String>> seen = new AtomicReference<>();
    try (AttemptContext context = AttemptContext.begin(ATTEMPT)) {
      StageThreads threads = new StageThreads(new StopSignal());
      threads.start("map-1", () -> seen.set(MDC.getCopyOfContextMap()));
      assertThat(threads.awaitEnd(Duration.ofMinutes(1))).isTrue();
    }
    assertThat(seen.get())
        .containsOnly(
            Map.entry("tenant", "ann"),
            Map.entry("job", "job-17"),
            Map.entry("chunk", "42"),
            Map.entry("attempt", "job-17.chunk-42.attempt-3"));
    assertThat(MDC.getCopyOfContextMap()).containsOnly(Map.entry("tenant", "ann"));
  }

  @Test
  void planHasNoChunk() {
    try (AttemptContext context = AttemptContext.begin(AttemptId.ofPlan(new JobId(17), 1))) {
      assertThat(MDC.getCopyOfContextMap()).containsOnlyKeys("job", "attempt");
    }
    assertThat(MDC.get("job")).isNull();
  }
}
