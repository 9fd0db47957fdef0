package dev.foray.master.plan;

import dev.foray.launch.RunnerLaunch;
import dev.foray.launch.RunnerProcess;
import dev.foray.launch.RunnerTurn;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The chunk-runners that run plan and finish on the Master's own host. Holds each one's standard
 * input: when the Master dies, they halt. Thread-safe.
 */
public final class HostRunners implements AutoCloseable {
  private static final int TAIL = 16_000;
  private static final Duration LONGEST_DUMP = Duration.ofSeconds(10);

  private final RunnerLaunch launch;
  private final Path logs;
  private final Ended ended;
  private final LongSupplier nanoTime;
  private final Map<AttemptId, Running> running = new ConcurrentHashMap<>();

  private record Running(RunnerTurn turn, long startedAt, Duration timeout) {}

  /** Told when a runner's process is gone. */
  public interface Ended {
    void accept(AttemptId attempt, int exitCode, String logTail);
  }

  /**
   * @param logs the directory of the logs
   * @param nanoTime a monotonic clock in nanoseconds
   */
  public HostRunners(RunnerLaunch launch, Path logs, LongSupplier nanoTime, Ended ended) {
    this.launch = launch;
    this.logs = logs;
    this.nanoTime = nanoTime;
    this.ended = ended;
  }

  /**
   * @throws IOException if the process can't be started
   */
  public void start(Order order) throws IOException {
    AttemptId attempt = order.attempt();
    RunnerTurn turn = RunnerProcess.start(launch, order, logOf(attempt));
    Duration timeout = Duration.ofMillis(order.settings().attemptTimeoutMillis());
    running.put(attempt, new Running(turn, nanoTime.getAsLong(), timeout));
    var unused = turn.end().thenAccept(exitCode -> end(turn, exitCode));
  }

  public boolean runs(AttemptId attempt) {
    return running.containsKey(attempt);
  }

  /** Those that have run for longer than their timeout. */
  List<AttemptId> overdue() {
    long now = nanoTime.getAsLong();
    return running.entrySet().stream()
        .filter(each -> now - each.getValue().startedAt() > each.getValue().timeout().toNanos())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** What the threads of an attempt do that runs here; empty where it does not. */
  public Optional<String> stacks(AttemptId attempt) {
    return Optional.ofNullable(running.get(attempt))
        .map(found -> found.turn().stacks(LONGEST_DUMP));
  }

  public int count() {
    return running.size();
  }

  public void kill(AttemptId attempt) {
    Running found = running.get(attempt);
    if (found != null) {
      found.turn().kill();
    }
  }

  /** Where the log of an attempt at plan or finish lies. */
  public Path logOf(AttemptId attempt) {
    return logs.resolve(attempt.job().toString())
        .resolve(attempt.step().name().toLowerCase(java.util.Locale.ROOT))
        .resolve("attempt-" + attempt.number() + ".log");
  }

  @Override
  public void close() {
    running.values().forEach(each -> each.turn().kill());
  }

  private void end(RunnerTurn turn, int exitCode) {
    String tail;
    try {
      tail = turn.log().tail(TAIL);
    } catch (IOException e) {
      tail = "the log can't be read: " + e.getMessage();
    }
    try {
      ended.accept(turn.attempt(), exitCode, tail);
    } finally {
      running.remove(turn.attempt());
    }
  }
}
