package dev.foray.master.fleet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One worker's process on this host, and what it started: a child of this Master, or one that an
 * earlier Master left, known by the process id in its node's directory. As process ids are used
 * again, a process counts only if its command line has the node's mark. Made by the {@link
 * LocalFleet}. Thread-safe.
 */
final class LocalNode {
  private static final String PID_FILE = "worker.pid";
  private static final String OUTPUT = "worker.log";
  private static final int LONGEST_WORDS = 500;

  /** A process can be seen to have ended a moment before its exit code is known. */
  private static final Duration EXIT_CODE = Duration.ofSeconds(1);

  private final String id;
  private final Path directory;
  private final ProcessHandle worker;
  private final @Nullable Process child;
  private final Set<ProcessHandle> tree = new LinkedHashSet<>();
  private @Nullable Long askedToEndAt;

  private LocalNode(String id, Path directory, ProcessHandle worker, @Nullable Process child) {
    this.id = id;
    this.directory = directory;
    this.worker = worker;
    this.child = child;
  }

  /**
   * Forks the worker. Its standard input stays open as long as this Master's process lives and this
   * object is held.
   *
   * @param directory the node's own, which exists
   * @throws IOException if it can't be forked; nothing is left of it
   */
  static LocalNode start(String id, Path directory, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(directory.toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(directory.resolve(OUTPUT).toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("FORAY_"));
    Process child = builder.start();
    try {
      Files.writeString(directory.resolve(PID_FILE), child.pid() + "\n");
    } catch (IOException e) {
      child.destroyForcibly();
      throw e;
    }
    return new LocalNode(id, directory, child.toHandle(), child);
  }

  /** Writes to the worker's standard input; one that has ended already says why elsewhere. */
  void hand(String text) {
    if (child == null) {
      return;
    }
    try {
      OutputStream input = child.getOutputStream();
      input.write(text.getBytes(StandardCharsets.UTF_8));
      input.flush();
    } catch (IOException e) {
      FleetLog.notHanded(id, String.valueOf(e.getMessage()));
    }
  }

  /** The node of an earlier Master that had this directory, if its process still runs. */
  static Optional<LocalNode> left(Path directory) {
    String id = String.valueOf(directory.getFileName());
    return pid(directory)
        .flatMap(ProcessHandle::of)
        .map(worker -> new LocalNode(id, directory, worker, null))
        .filter(LocalNode::isAlive);
  }

  String id() {
    return id;
  }

  /** Whether the worker runs, or something of its process tree after it was told to end. */
  synchronized boolean isAlive() {
    return isWorker() || tree.stream().anyMatch(LocalNode::runs);
  }

  /** Asks the worker to end; asked again after the time given, kills it with its process tree. */
  synchronized void terminate(long nanoTime, Duration patience) {
    if (isWorker()) {
      worker.descendants().forEach(tree::add);
    }
    if (askedToEndAt == null) {
      askedToEndAt = nanoTime;
      worker.destroy();
    } else if (nanoTime - askedToEndAt >= patience.toNanos()) {
      kill();
    }
  }

  /** Kills what is left of the worker and its process tree. */
  synchronized void kill() {
    if (isWorker()) {
      worker.descendants().forEach(tree::add);
      worker.destroyForcibly();
    }
    tree.stream().filter(LocalNode::runs).forEach(ProcessHandle::destroyForcibly);
  }

  /** Waits until the worker has ended, for so long at most. */
  void await(Duration longest) {
    try {
      CompletableFuture<?> end = child == null ? worker.onExit() : child.onExit();
      end.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      // what is left then is killed
    }
  }

  /** How the worker ended, and the last line that it wrote. */
  Optional<String> lastWords() {
    if (!isWorker()) {
      await(EXIT_CODE);
    }
    String exit =
        child == null || child.isAlive() ? "" : "it ended with exit code " + child.exitValue();
    String line = lastLine();
    String both = exit.isEmpty() || line.isEmpty() ? exit + line : exit + ", saying: " + line;
    return both.isEmpty() ? Optional.empty() : Optional.of(both);
  }

  private boolean isWorker() {
    return worker.isAlive() && isMarked(worker.info());
  }

  /** One that has ended, but that its parent has not asked about, has no command line. */
  private boolean isMarked(ProcessHandle.Info info) {
    String mark = WorkerLaunch.mark(id) + " ";
    return info.commandLine().filter(line -> line.contains(mark)).isPresent();
  }

  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private static Optional<Long> pid(Path directory) {
    try {
      return Optional.of(Long.parseLong(Files.readString(directory.resolve(PID_FILE)).trim()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private String lastLine() {
    try (RandomAccessFile file = new RandomAccessFile(directory.resolve(OUTPUT).toFile(), "r")) {
      byte[] end = new byte[(int) Math.min(file.length(), 4_096)];
      file.seek(file.length() - end.length);
      file.readFully(end);
      String line =
          new String(end, StandardCharsets.UTF_8)
              .lines()
              .filter(text -> !text.isBlank())
              .reduce("", (earlier, later) -> later)
              .trim();
      return line.length() <= LONGEST_WORDS ? line : line.substring(0, LONGEST_WORDS) + "…";
    } catch (IOException e) {
      return "";
    }
  }
}
