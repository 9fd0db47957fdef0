package dev.foray.worker.process;

import dev.foray.protocol.Order;
import dev.foray.worker.code.JarCache;
import dev.foray.worker.report.WorkerLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Forks real JVMs, one for each attempt, or takes one that was forked beforehand or is free again.
 * Each holds the end of a pipe that this process holds the other end of: when this process dies,
 * however it does, its runners see their input close, and halt. Where the code is not on this host
 * yet, the fork waits for it on a thread of its own. Thread-safe.
 */
public final class ForkedRunners implements Runners {
  private static final Duration LONGEST_SPARE = Duration.ofMinutes(1);

  private final Jvm.Host host;
  private final JarCache code;
  private final AttemptLogs logs;
  private final WorkDirectories directories;
  private final RunnersMemory memory;
  private final Spares spares = Spares.forAtMost(LONGEST_SPARE);
  private final AtomicInteger atWork = new AtomicInteger();
  private final AtomicLong sparesForked = new AtomicLong();
  private final ExecutorService waiting = Executors.newCachedThreadPool(ForkedRunners::daemon);

  /**
   * @param archives a directory for class-data archives
   * @param memoryBytes this node's, or its share of it: spares are forked only where all fits
   */
  public ForkedRunners(
      Path java,
      List<Path> runnerJars,
      JarCache code,
      AttemptLogs logs,
      WorkDirectories directories,
      Path archives,
      long memoryBytes) {
    this.host =
        new Jvm.Host(java, runnerJars, new OwnArchives(java, runnerJars, archives, directories));
    this.code = code;
    this.logs = logs;
    this.directories = directories;
    this.memory = new RunnersMemory(memoryBytes);
  }

  @Override
  public Runner fork(Order order) throws IOException {
    Optional<Jvm> spare = spares.take(order);
    if (spare.isPresent()) {
      return run(spare.get(), order);
    }
    Optional<JarCache.Placed> here = code.placeNow(order);
    if (here.isPresent()) {
      return fork(here.get());
    }
    FetchingRunner runner = new FetchingRunner();
    waiting.execute(() -> runner.fork(() -> code.place(order), this::fork));
    return runner;
  }

  @Override
  public void close() {
    spares.close();
    host.archives().close();
  }

  @Override
  public boolean awaitGone(Duration longest) throws InterruptedException {
    return memory.awaitNone(longest);
  }

  private Runner fork(JarCache.Placed placed) throws IOException {
    Order order = placed.order();
    if (!memory.hasRoom(order.code().heapMegabytes())) {
      spares.endAll(); // What waits for another job makes room.
    }
    return run(jvm(placed, order.attempt().toString(), Jvm::forOrder), order);
  }

  /** Once its database is connected the next JVM starts, where one will be needed. */
  private Runner run(Jvm jvm, Order order) throws IOException {
    boolean last = jvm.isLastFor(order);
    ForkedRunner runner;
    try {
      runner = jvm.run(order, logs.begin(order.attempt()), () -> spares.add(jvm));
    } catch (IOException e) {
      jvm.kill();
      throw e;
    }
    atWork.incrementAndGet();
    runner.whenEnded(code -> atWork.decrementAndGet());
    if (last && order.jvm().followed()) {
      // Before, it would take the cores from the JVM that somebody waits for.
      runner.whenOpened(() -> waiting.execute(() -> forkSpare(order)));
    }
    return runner;
  }

  /** One at a time, so that each sees how many wait and what memory they have taken. */
  private synchronized void forkSpare(Order order) {
    int heap = order.code().heapMegabytes();
    boolean enough = spares.count(order) >= Math.max(1, atWork.get());
    if (enough || spares.isClosed() || !memory.hasRoom(heap)) {
      return;
    }
    String name = order.attempt().job() + ".spare-" + sparesForked.incrementAndGet();
    try {
      Optional<JarCache.Placed> placed = code.placeNow(order);
      if (placed.isPresent()) {
        Jvm spare =
            jvm(
                placed.get(),
                name,
                (host, jars, directory) -> Jvm.spare(host, jars, name, directory));
        spares.add(spare);
        WorkerLog.spareForked(name, spare.pid());
      }
    } catch (IOException e) {
      WorkerLog.noSpare(name, e);
    }
  }

  private interface Fork {
    Jvm of(Jvm.Host host, JarCache.Placed placed, Path directory) throws IOException;
  }

  private Jvm jvm(JarCache.Placed placed, String name, Fork fork) throws IOException {
    int heap = placed.order().code().heapMegabytes();
    memory.take(heap);
    try {
      Jvm jvm = fork.of(host, placed, directories.make(name));
      jvm.whenGone(
          () -> {
            spares.forget(jvm);
            memory.free(heap);
            directories.delete(name);
          });
      return jvm;
    } catch (IOException e) {
      placed.close();
      memory.free(heap);
      directories.delete(name);
      throw e;
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "waits-for-code");
    thread.setDaemon(true);
    return thread;
  }
}
