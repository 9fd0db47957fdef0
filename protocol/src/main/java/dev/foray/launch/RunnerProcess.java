package dev.foray.launch;

import dev.foray.protocol.Order;
import dev.foray.protocol.RunnerCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A chunk-runner's process, from its fork to its exit; attempts take their turns in it, mostly one.
 * Whoever forks it holds its standard input open: when the forking process dies, that input closes
 * and the runner halts with its process tree. Thread-safe.
 *
 * <p>Three threads serve it, all daemons: one hands commands over, one drains the output until its
 * end, one waits for the exit.
 */
public final class RunnerProcess {
  private static final int LAST_OUTPUT_SECONDS = 3;

  /** More than the runner itself gives to the shutdown hooks of a job. */
  private static final int LONGEST_END_SECONDS = 20;

  private final Process process;
  private final RunnerOutput output;
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();
  private final ExecutorService commands =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          work -> daemon("commands", work),
          new ThreadPoolExecutor.DiscardPolicy()); // It has ended: its exit and its log say why.

  private RunnerProcess(Process process) {
    this.process = process;
    this.output = new RunnerOutput(process.getInputStream());
  }

  /**
   * Forks a process for this one order, and begins to keep its output in a bounded log.
   *
   * @param log the log's file; its directory is made
   * @throws IOException if the process can't be started
   */
  public static RunnerTurn start(RunnerLaunch launch, Order order, Path log) throws IOException {
    return start(new ProcessBuilder(launch.command(order)), launch.workDirectory(), order, log);
  }

  static RunnerTurn start(ProcessBuilder builder, Path workDirectory, Order order, Path log)
      throws IOException {
    AttemptLogWriter writer = AttemptLogWriter.open(log);
    try {
      return fork(builder, workDirectory).run(order, log, writer, true);
    } catch (IOException e) {
      writer.close();
      throw e;
    }
  }

  /**
   * Forks a process that waits for what it is to do.
   *
   * @throws IOException if it can't be started
   */
  public static RunnerProcess fork(List<String> command, Path workDirectory) throws IOException {
    return fork(new ProcessBuilder(command), workDirectory);
  }

  private static RunnerProcess fork(ProcessBuilder builder, Path workDirectory) throws IOException {
    builder.directory(workDirectory.toFile());
    builder.redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("FORAY_"));
    RunnerProcess runner = new RunnerProcess(builder.start());
    daemon("output", runner.output::drain).start();
    daemon("exit", runner::awaitExit).start();
    return runner;
  }

  /** Has it start as far as it can without an attempt; returns at once. */
  public void prepare(Order order) {
    say(new RunnerCommand.Prepare(order.job(), order.code(), order.database()));
  }

  /**
   * Has it carry the order out, once it has done what it was told before; returns at once.
   *
   * @param log the log's file; its directory is made
   * @param last whether it ends afterwards; it ends in any case where the attempt does not commit
   * @throws IOException if the log can't be written
   */
  public RunnerTurn run(Order order, Path log, boolean last) throws IOException {
    return run(order, log, AttemptLogWriter.open(log), last);
  }

  private RunnerTurn run(Order order, Path log, AttemptLogWriter writer, boolean last) {
    RunnerTurn turn = new RunnerTurn(order.attempt(), this, log);
    RunnerCommand.Marks marks =
        new RunnerCommand.Marks(Mark.newText("opened"), Mark.newText("end"));
    output.turnTo(writer, marks, last, turn::open, () -> committed(turn, last));
    say(new RunnerCommand.Run(order, marks, last));
    return turn;
  }

  /** Has it end, now that it has nothing to do; kills it where it does not. Returns at once. */
  public void end() {
    say(new RunnerCommand.End());
    killWhereItDoesNotEnd();
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends with the exit code (128 + signal where one ended it), after the log is complete. */
  public CompletableFuture<Integer> exit() {
    return exit;
  }

  /** Kills the process tree; returns at once, {@link #exit} tells the end. Safe to repeat. */
  public void kill() {
    // The runner first: what it starts while its children are counted would be missed.
    var descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  String stacks(String of, Duration longest) {
    return new ThreadDump(process.toHandle()).take(of, longest);
  }

  private void committed(RunnerTurn turn, boolean last) {
    if (last) {
      killWhereItDoesNotEnd();
    }
    turn.committed();
  }

  private void killWhereItDoesNotEnd() {
    var unused =
        exit.copy()
            .orTimeout(LONGEST_END_SECONDS, TimeUnit.SECONDS)
            .whenComplete(
                (code, late) -> {
                  if (late != null) {
                    kill();
                  }
                });
  }

  private void say(RunnerCommand command) {
    commands.execute(() -> write(command));
  }

  private void write(RunnerCommand command) {
    try {
      CommandPipe.write(command, process.getOutputStream());
    } catch (IOException e) {
      // The runner is gone before it has read it: its exit and its log say why.
    }
  }

  private void awaitExit() {
    try {
      int code = process.waitFor();
      output.awaitEnd(LAST_OUTPUT_SECONDS);
      exit.complete(code);
    } catch (InterruptedException e) {
      exit.completeExceptionally(e);
    } finally {
      commands.shutdown();
    }
  }

  private static Thread daemon(String what, Runnable work) {
    Thread thread = new Thread(work, "runner's " + what);
    thread.setDaemon(true);
    return thread;
  }
}
