package dev.foray.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which state can follow which, as the design's table has it; each line is one state. */
class StatesTest {

  @Test
  void jobs() {
    assertThat(table(JobState.values(), JobState::canBecome))
        .containsExactlyInAnyOrder(
            "ACCEPTED -> PLANNING, FAILED, CANCELLED",
            "PLANNING -> RUNNING, FAILED, CANCELLED",
            "RUNNING -> FINISHING, SUCCEEDED, FAILED, CANCELLED",
            "FINISHING -> SUCCEEDED, FAILED, CANCELLED",
            "SUCCEEDED -> RUNNING",
            "FAILED -> ACCEPTED, RUNNING",
            "CANCELLED -> ");
    assertThat(terminal(JobState.values(), JobState::isTerminal))
        .containsExactlyInAnyOrder(JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED);
  }

  @Test
  void chunks() {
    assertThat(table(ChunkState.values(), ChunkState::canBecome))
        .containsExactlyInAnyOrder(
            "READY -> RUNNING, CANCELLED",
            "RUNNING -> READY, DONE, FAILED, CANCELLED",
            "DONE -> READY",
            "FAILED -> READY",
            "CANCELLED -> ");
    assertThat(terminal(ChunkState.values(), ChunkState::isTerminal))
        .containsExactlyInAnyOrder(ChunkState.DONE, ChunkState.FAILED, ChunkState.CANCELLED);
  }

  @Test
  void attempts() {
    assertThat(table(AttemptState.values(), AttemptState::canBecome))
        .containsExactlyInAnyOrder(
            "STARTING -> RUNNING, SUCCEEDED, FAILED, CANCELLED, TIMED_OUT, LOST",
            "RUNNING -> SUCCEEDED, FAILED, CANCELLED, TIMED_OUT, LOST",
            "SUCCEEDED -> ",
            "FAILED -> ",
            "CANCELLED -> ",
            "TIMED_OUT -> ",
            "LOST -> ");
    assertThat(terminal(AttemptState.values(), AttemptState::isTerminal))
        .doesNotContain(AttemptState.STARTING, AttemptState.RUNNING)
        .hasSize(5);
  }

  @Test
  void workers() {
    assertThat(table(WorkerState.values(), WorkerState::canBecome))
        .containsExactlyInAnyOrder(
            "ACTIVE -> DRAINING, STOPPED, LOST",
            "DRAINING -> STOPPED, LOST",
            "STOPPED -> ",
            "LOST -> ");
    assertThat(WorkerState.alive())
        .allMatch(state -> !state.isTerminal())
        .containsExactlyInAnyOrder(WorkerState.ACTIVE, WorkerState.DRAINING);
  }

  @Test
  void nodes() {
    assertThat(table(NodeState.values(), NodeState::canBecome))
        .containsExactlyInAnyOrder(
            "REQUESTED -> BOOTING, TERMINATING, TERMINATED",
            "BOOTING -> UP, TERMINATING, TERMINATED",
            "UP -> TERMINATING, TERMINATED",
            "TERMINATING -> TERMINATED",
            "TERMINATED -> ");
    assertThat(terminal(NodeState.values(), NodeState::isTerminal))
        .containsExactly(NodeState.TERMINATED);
  }

  private static <S extends Enum<S>> Stream<String> table(S[] states, BiPredicate<S, S> follows) {
    return Arrays.stream(states)
        .map(
            from ->
                from
                    + " -> "
                    + Arrays.stream(states)
                        .filter(to -> follows.test(from, to))
                        .map(Enum::name)
                        .collect(Collectors.joining(", ")));
  }

  private static <S> Set<S> terminal(S[] states, Predicate<S> isTerminal) {
    return Arrays.stream(states).filter(isTerminal).collect(Collectors.toSet());
  }
}
