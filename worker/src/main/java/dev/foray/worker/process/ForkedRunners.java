package dev.foray.worker.process;

import dev.foray.launch.RunnerLaunch;
import dev.foray.launch.RunnerProcess;
import dev.foray.protocol.Order;
import dev.foray.worker.code.JarCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Forks real JVMs. Each holds the end of a pipe that this process holds the other end of: when this
 * process dies, however it does, its runners see their input close, and halt. Where the code is not
 * on this host yet, the fork waits for it on a thread of its own. Thread-safe.
 */
public final class ForkedRunners implements Runners {
  private final Path java;
  private final List<Path> runnerJars;
  private final JarCache code;
  private final AttemptLogs logs;
  private final WorkDirectories directories;
  private final ExecutorService waiting = Executors.newCachedThreadPool(ForkedRunners::daemon);

  public ForkedRunners(
      Path java,
      List<Path> runnerJars,
      JarCache code,
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
    Optional<JarCache.Placed> here = code.placeNow(order);
    if (here.isPresent()) {
      return fork(here.get());
    }
    FetchingRunner runner = new FetchingRunner();
    waiting.execute(() -> runner.fork(() -> code.place(order), this::fork));
    return runner;
  }

  private Runner fork(JarCache.Placed placed) throws IOException {
    Order order = placed.order();
    @Nullable Path directory = null;
    try {
      Path made = directories.make(order.attempt());
      directory = made;
      RunnerLaunch launch = new RunnerLaunch(java, runnerJars, made);
      RunnerProcess process = RunnerProcess.start(launch, order, logs.begin(order.attempt()));
      return new ForkedRunner(
          process,
          made,
          () -> {
            placed.close();
            directories.delete(order.attempt());
          });
    } catch (IOException e) {
      placed.close();
      if (directory != null) {
        directories.delete(order.attempt());
      }
      throw e;
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "waits-for-code");
    thread.setDaemon(true);
    return thread;
  }
}
