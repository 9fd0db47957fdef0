package dev.foray.master.metrics;

import dev.foray.master.ledger.AttemptOutcome;
import dev.foray.master.outcome.Witness;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.Phases;
import dev.foray.protocol.Progress;
import dev.foray.protocol.Step;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Counts how attempts end, how long chunks lasted and what they wrote. Thread-safe. */
final class AttemptMeters implements Witness {
  private static final Duration[] BOUNDS = {
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(2),
    Duration.ofMinutes(5),
    Duration.ofMinutes(10),
    Duration.ofMinutes(30),
    Duration.ofHours(1)
  };

  private final MeterRegistry registry;
  private final Function<AttemptId, Optional<Duration>> held;
  private final Timer chunks;
  private final Counter workersLost;

  /**
   * @param held for how long an attempt that has just ended had its slot
   */
  AttemptMeters(MeterRegistry registry, Function<AttemptId, Optional<Duration>> held) {
    this.registry = registry;
    this.held = held;
    this.chunks =
        Timer.builder("foray.chunk.duration")
            .description("How long chunks that committed held their slot")
            .serviceLevelObjectives(BOUNDS)
            .register(registry);
    this.workersLost =
        Counter.builder("foray.workers.lost")
            .description("Workers that went without notice, or whose lease ran out")
            .register(registry);
    count(Progress.NONE);
    spend(Phases.NONE);
  }

  @Override
  public void ended(AttemptId attempt, AttemptOutcome outcome, Progress committed) {
    FailureKind kind = outcome.kind();
    Counter.builder("foray.attempts.ended")
        .description("Attempts that have ended")
        .tag("step", attempt.step().name())
        .tag("outcome", outcome.state().name())
        .tag("kind", kind == null ? "NONE" : kind.name())
        .register(registry)
        .increment();
    if (attempt.step() == Step.CHUNK && outcome.phases() != null) {
      spend(outcome.phases());
    }
    if (attempt.step() == Step.CHUNK && outcome.state() == AttemptState.SUCCEEDED) {
      held.apply(attempt).ifPresent(chunks::record);
      count(committed);
    }
  }

  private void count(Progress committed) {
    Map.of(
            "read", committed.pairsRead(),
            "mapped", committed.pairsMapped(),
            "emitted", committed.pairsEmitted(),
            "written", committed.pairsWritten(),
            "skipped", committed.pairsSkipped())
        .forEach(
            (stage, pairs) ->
                Counter.builder("foray.pairs")
                    .description("Pairs of chunks that have committed")
                    .tag("stage", stage)
                    .register(registry)
                    .increment(pairs));
  }

  private void spend(Phases phases) {
    Map.of(
            "read", phases.readMillis(),
            "map", phases.mapMillis(),
            "write", phases.writeMillis(),
            "commit", phases.commitMillis())
        .forEach(
            (phase, millis) ->
                Counter.builder("foray.phase.seconds")
                    .description("What attempts at chunks have spent their time on")
                    .tag("phase", phase)
                    .register(registry)
                    .increment(millis / 1000.0));
  }

  @Override
  public void workerLost() {
    workersLost.increment();
  }
}
