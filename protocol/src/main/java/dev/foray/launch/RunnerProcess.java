package dev.foray.launch;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * A chunk-runner's process, from its fork to its exit. Whoever forks it holds its standard input
 * open: when the forking process dies, that input closes and the runner halts with its process
 * tree. Thread-safe.
 */
public final class RunnerProcess {
  private RunnerProcess() {}

  /**
   * Forks the process, hands it the order and begins to keep its output in a bounded log.
   *
   * @param log the log's file; its directory is made
   * @throws IOException if the process can't be started
   */
  public static RunnerProcess start(RunnerLaunch launch, Order order, Path log) throws IOException {
    throw new AssertionError("to be written");
  }

  public AttemptId attempt() {
    throw new AssertionError("to be written");
  }

  public long pid() {
    throw new AssertionError("to be written");
  }

  /** Ends with the exit code (128 + signal where one ended it), after the log is complete. */
  public CompletableFuture<Integer> exit() {
    throw new AssertionError("to be written");
  }

  public AttemptLog log() {
    throw new AssertionError("to be written");
  }

  /** Kills the process tree; returns at once, {@link #exit} tells the end. Safe to repeat. */
  public void kill() {
    throw new AssertionError("to be written");
  }
}
