package dev.foray.launch;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A chunk-runner's process, from its fork to its exit. Whoever forks it holds its standard input
 * open: when the forking process dies, that input closes and the runner halts with its process
 * tree. Thread-safe.
 *
 * <p>Three threads serve it, all daemons: one hands the order over and ends, one drains the output
 * until its end, one waits for the exit.
 */
public final class RunnerProcess {
  private static final int LAST_OUTPUT_SECONDS = 3;

  private final AttemptId attempt;
  private final Process process;
  private final AttemptLog log;
  private final RunnerOutput output;
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();

  private RunnerProcess(AttemptId attempt, Process process, Path log, RunnerOutput output) {
    this.attempt = attempt;
    this.process = process;
    this.log = AttemptLog.at(log);
    this.output = output;
  }

  /**
   * Forks the process, hands it the order and begins to keep its output in a bounded log.
   *
   * @param log the log's file; its directory is made
   * @throws IOException if the process can't be started
   */
  public static RunnerProcess start(RunnerLaunch launch, Order order, Path log) throws IOException {
    return start(new ProcessBuilder(launch.command(order)), launch.workDirectory(), order, log);
  }

  static RunnerProcess start(ProcessBuilder builder, Path workDirectory, Order order, Path log)
      throws IOException {
    builder.directory(workDirectory.toFile());
    builder.redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("FORAY_"));
    AttemptLogWriter writer = AttemptLogWriter.open(log);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      writer.close();
      throw e;
    }
    RunnerOutput output = new RunnerOutput(process.getInputStream(), writer);
    RunnerProcess runner = new RunnerProcess(order.attempt(), process, log, output);
    runner.thread("order", () -> runner.handOver(order));
    runner.thread("output", output::drain);
    runner.thread("exit", runner::awaitExit);
    return runner;
  }

  public AttemptId attempt() {
    return attempt;
  }

  public long pid() {
    return process.pid();
  }

  /** Ends with the exit code (128 + signal where one ended it), after the log is complete. */
  public CompletableFuture<Integer> exit() {
    return exit;
  }

  public AttemptLog log() {
    return log;
  }

  /** A dump of the JVM's threads, or one sentence that says where it is or why there is none. */
  public String stacks(Duration longest) {
    return new ThreadDump(process.toHandle()).take(attempt.toString(), longest);
  }

  /** Kills the process tree; returns at once, {@link #exit} tells the end. Safe to repeat. */
  public void kill() {
    // The runner first: what it starts while its children are counted would be missed.
    var descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  private void handOver(Order order) {
    try {
      OrderPipe.write(order, process.getOutputStream());
    } catch (IOException e) {
      // The runner is gone before it has read its order: its exit and its log say why.
    }
  }

  private void awaitExit() {
    try {
      int code = process.waitFor();
      output.awaitEnd(LAST_OUTPUT_SECONDS);
      exit.complete(code);
    } catch (InterruptedException e) {
      exit.completeExceptionally(e);
    }
  }

  private void thread(String what, Runnable work) {
    Thread thread = new Thread(work, attempt + " " + what);
    thread.setDaemon(true);
    thread.start();
  }
}
