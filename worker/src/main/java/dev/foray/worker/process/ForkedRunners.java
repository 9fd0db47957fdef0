package dev.foray.worker.process;

import dev.foray.launch.RunnerLaunch;
import dev.foray.launch.RunnerProcess;
import dev.foray.protocol.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Forks real JVMs. Each holds the end of a pipe that this process holds the other end of: when this
 * process dies, however it does, its runners see their input close, and halt. Thread-safe.
 */
public final class ForkedRunners implements Runners {
  private final Path java;
  private final List<Path> runnerJars;
  private final CodeCache code;
  private final AttemptLogs logs;
  private final WorkDirectories directories;

  public ForkedRunners(
      Path java,
      List<Path> runnerJars,
      CodeCache code,
      AttemptLogs logs,
      WorkDirectories directories) {
    this.java = java;
    this.runnerJars = List.copyOf(runnerJars);
    this.code = code;
    this.logs = logs;
    this.directories = directories;
  }

  @Override
  public Runner fork(Order order) throws IOException {
    Order placed = code.place(order);
    Path directory = directories.make(order.attempt());
    try {
      RunnerLaunch launch = new RunnerLaunch(java, runnerJars, directory);
      RunnerProcess process = RunnerProcess.start(launch, placed, logs.begin(order.attempt()));
      return new ForkedRunner(process, directory, () -> directories.delete(order.attempt()));
    } catch (IOException e) {
      directories.delete(order.attempt());
      throw e;
    }
  }
}
