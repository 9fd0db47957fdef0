package dev.foray.worker.process;

import dev.foray.launch.RunnerExit;
import dev.foray.launch.RunnerLaunch;
import dev.foray.launch.RunnerProcess;
import dev.foray.launch.RunnerTurn;
import dev.foray.protocol.Order;
import dev.foray.worker.code.JarCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A chunk-runner's JVM on this node, with the directory that it works in and the jars that it
 * holds, both until its process has ended. Attempts of one job take their turns in it, mostly one;
 * between them it waits among the {@link Spares}. Made by {@link ForkedRunners}. One attempt at a
 * time; its end may come on any thread.
 */
final class Jvm {
  private final RunnerProcess process;
  private final JarCache.Placed placed;
  private final Path directory;
  private int left;
  private volatile CompletableFuture<Void> lookedAt = CompletableFuture.completedFuture(null);

  /**
   * What a JVM needs of its host.
   *
   * @param archives where the Master's are not here
   */
  record Host(Path java, List<Path> runnerJars, OwnArchives archives) {
    Host {
      runnerJars = List.copyOf(runnerJars);
    }

    private RunnerLaunch launch(Path directory) {
      return new RunnerLaunch(java, runnerJars, directory);
    }

    private Order withArchive(JarCache.Placed placed) {
      return placed.isFromElsewhere() ? archives.namedIn(placed.order()) : placed.order();
    }
  }

  private Jvm(RunnerProcess process, JarCache.Placed placed, Path directory) {
    this.process = process;
    this.placed = placed;
    this.directory = directory;
    this.left = placed.order().jvm().chunks();
  }

  /** One that will have its order at once. */
  static Jvm forOrder(Host host, JarCache.Placed placed, Path directory) throws IOException {
    RunnerLaunch launch = host.launch(directory);
    return new Jvm(
        RunnerProcess.fork(launch.command(host.withArchive(placed)), directory), placed, directory);
  }

  /** One that waits for such an order; it starts as far as it can. */
  static Jvm spare(Host host, JarCache.Placed placed, String name, Path directory)
      throws IOException {
    RunnerLaunch launch = host.launch(directory);
    Jvm spare =
        new Jvm(
            RunnerProcess.fork(launch.spareCommand(host.withArchive(placed), name), directory),
            placed,
            directory);
    spare.process.prepare(placed.order());
    return spare;
  }

  /** Whether it can carry this order out: it is of the job and the code that it was made for. */
  boolean fits(Order order) {
    Order own = placed.order();
    return process.isAlive()
        && own.attempt().job().equals(order.attempt().job())
        && own.job().equals(order.job())
        && own.database().equals(order.database())
        && own.code().release().equals(order.code().release())
        && own.code().hibernate().equals(order.code().hibernate())
        && own.code().jvmOptions().equals(order.code().jvmOptions())
        && own.code().heapMegabytes() == order.code().heapMegabytes();
  }

  /**
   * Has it carry the order out.
   *
   * @param free told when it has committed and the JVM may take another, before anybody hears of
   *     the attempt's end
   * @throws IOException if the log can't be written
   */
  ForkedRunner run(Order order, Path log, Runnable free) throws IOException {
    boolean last = isLastFor(order);
    left--;
    RunnerTurn turn = process.run(order.withJars(placed.order().code().jars()), log, last);
    ForkedRunner runner =
        new ForkedRunner(
            turn,
            directory,
            code -> {
              if (!last && code == RunnerExit.COMMITTED.code()) {
                free.run();
              }
            });
    CompletableFuture<Void> looked = new CompletableFuture<>();
    lookedAt = looked;
    runner.whenEnded(code -> looked.complete(null));
    return runner;
  }

  /**
   * Whether this order is the last that it takes. One that is careful is: what died before at that
   * chunk may leave more behind than a trace.
   */
  boolean isLastFor(Order order) {
    return left <= 1 || (order.chunk() != null && order.chunk().care().traced());
  }

  long pid() {
    return process.pid();
  }

  /** Nothing waits for it any more. */
  void end() {
    process.end();
  }

  void kill() {
    process.kill();
  }

  /** Once its process has ended and what it left was looked at; it then lets go of its jars. */
  void whenGone(Runnable gone) {
    var unused = process.exit().whenComplete((code, failure) -> whenLookedAt(gone));
  }

  private void whenLookedAt(Runnable gone) {
    var unused = lookedAt.thenRun(placed::close).thenRun(gone);
  }
}
