package dev.foray.launch;

import dev.foray.protocol.AttemptId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One attempt in a chunk-runner's process, made by {@link RunnerProcess}. Thread-safe. */
public final class RunnerTurn {
  private final AttemptId attempt;
  private final RunnerProcess process;
  private final AttemptLog log;
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private final CompletableFuture<Integer> end = new CompletableFuture<>();

  RunnerTurn(AttemptId attempt, RunnerProcess process, Path log) {
    this.attempt = attempt;
    this.process = process;
    this.log = AttemptLog.at(log);
    var unused = process.exit().whenComplete(this::exited);
  }

  public AttemptId attempt() {
    return attempt;
  }

  /** The process's id. */
  public long pid() {
    return process.pid();
  }

  /** When its database is connected; never, where it ends before. */
  public CompletableFuture<Void> opened() {
    return opened;
  }

  /**
   * The end of the attempt: with 0 as soon as it has committed, though its process may not have
   * ended yet, else with the exit code of the process (128 + signal where one ended it). What it
   * has printed is in the log by then.
   */
  public CompletableFuture<Integer> end() {
    return end;
  }

  /** The end of its process, with the exit code. */
  public CompletableFuture<Integer> exit() {
    return process.exit();
  }

  public AttemptLog log() {
    return log;
  }

  /** A dump of the JVM's threads, or one sentence that says where it is or why there is none. */
  public String stacks(Duration longest) {
    return process.stacks(attempt.toString(), longest);
  }

  /**
   * Kills the process tree; returns at once. Safe to repeat; an attempt that has ended is let be.
   */
  public void kill() {
    if (!end.isDone()) {
      process.kill();
    }
  }

  void open() {
    opened.complete(null);
  }

  /** It has committed. */
  void committed() {
    end.complete(RunnerExit.COMMITTED.code());
  }

  private void exited(Integer code, Throwable failure) {
    if (failure == null) {
      end.complete(code);
    } else {
      end.completeExceptionally(failure);
    }
  }
}
