package dev.foray.worker.process;

import dev.foray.launch.ClassArchives;
import dev.foray.launch.RunnerLaunch;
import dev.foray.protocol.Order;
import dev.foray.protocol.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The class-data archives of a node that is not the Master's host: those that an order names lie
 * there, and fit its JDK and its paths alone. So such a node makes its own, once it has started
 * some runners. Thread-safe.
 */
final class OwnArchives implements AutoCloseable {
  private final Path java;
  private final List<Path> runnerJars;
  private final Path directory;
  private final WorkDirectories directories;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable ClassArchives archives;
  private boolean closed;

  /**
   * @param directory where they lie
   * @param directories where training runs work, as who runners are
   */
  OwnArchives(Path java, List<Path> runnerJars, Path directory, WorkDirectories directories) {
    this.java = java;
    this.runnerJars = runnerJars;
    this.directory = directory;
    this.directories = directories;
  }

  /** The order, naming the archive that there is for it on this host, if there is one. */
  Order namedIn(Order order) {
    ClassArchives own = of(order.database());
    return own == null ? order : order.withArchive(find(own, order).orElse(null));
  }

  /** A node may go with the job's last chunk: while chunks wait, it makes one. */
  private static Optional<String> find(ClassArchives archives, Order order) {
    return order.jvm().followed() ? archives.find(order.code()) : archives.look(order.code());
  }

  /** Ends a training run that is under way. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (archives != null) {
        archives.close();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * A Master has one database. A training run gets no certificate: it talks to nobody, and what TLS
   * loads stays out of the archive.
   */
  private @Nullable ClassArchives of(Order.Database database) {
    lock.lock();
    try {
      if (archives == null && !closed) {
        Path scratch = directories.make("training");
        archives =
            new ClassArchives(
                new RunnerLaunch(java, runnerJars, scratch),
                directory,
                scratch,
                database.url(),
                () -> new Secret(""));
      }
      return archives;
    } catch (IOException e) {
      return null; // Without a place to make it there is none: runners start all the same.
    } finally {
      lock.unlock();
    }
  }
}
