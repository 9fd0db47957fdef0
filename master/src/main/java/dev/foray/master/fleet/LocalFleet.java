package dev.foray.master.fleet;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.transport.EnrolmentLetter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Nodes that are processes on this host. A worker is asked to end by SIGTERM and killed, with what
 * it started, when it does not. After the Master's process has died its workers end too, or go on
 * for the next Master, which finds them by their directories. Thread-safe.
 */
public final class LocalFleet implements Fleet {
  public static final String NAME = "local";

  /** How many directories of nodes that are gone are kept, for the logs of their attempts. */
  public static final int KEPT_DIRECTORIES = 50;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration KILL = Duration.ofSeconds(5);

  private final WorkerLaunch launch;
  private final Function<String, EnrolmentLetter> letters;
  private final NodeDirectories directories;
  private final Duration patience;
  private final LongSupplier nanoTime;
  private final Map<String, LocalNode> nodes = new ConcurrentHashMap<>();
  private boolean closed;

  /**
   * Finds the nodes that an earlier Master left.
   *
   * @param letters what a node's worker is given on its standard input, by the node's id
   * @throws Refused if the directory of the nodes can't be written
   */
  public static LocalFleet open(
      WorkerLaunch launch, Function<String, EnrolmentLetter> letters, LongSupplier nanoTime)
      throws Refused {
    try {
      return new LocalFleet(launch, letters, KEPT_DIRECTORIES, PATIENCE, nanoTime);
    } catch (IOException e) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "the directory "
              + launch.nodes()
              + " can't be written ("
              + e.getMessage()
              + "): choose another place with --data-dir");
    }
  }

  LocalFleet(
      WorkerLaunch launch,
      Function<String, EnrolmentLetter> letters,
      int keptDirectories,
      Duration patience,
      LongSupplier nanoTime)
      throws IOException {
    this.launch = launch;
    this.letters = letters;
    this.directories = new NodeDirectories(launch.nodes(), keptDirectories);
    this.patience = patience;
    this.nanoTime = nanoTime;
    for (Path directory : directories.all()) {
      LocalNode.left(directory).ifPresent(node -> nodes.put(node.id(), node));
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public synchronized Accepted launch(LaunchOrder order) throws LaunchFailed {
    List<String> started = new ArrayList<>();
    for (String node : order.nodes()) {
      try {
        launch(node, order.slots());
        started.add(node);
      } catch (IOException e) {
        String why = "its process can't be forked: " + e.getMessage();
        if (started.isEmpty()) {
          throw new LaunchFailed(why, e);
        }
        return new Accepted(started, why, false);
      }
    }
    return Accepted.all(order);
  }

  private void launch(String node, int slots) throws IOException {
    if (closed) {
      throw new IOException("this Master is stopping");
    }
    Path directory = directories.make(node);
    LocalNode started = LocalNode.start(node, directory, launch.command(node, slots));
    nodes.put(node, started);
    started.hand(letters.apply(node).text());
    nodes.keySet().retainAll(directories.prune(alive()));
  }

  @Override
  public Set<String> alive() {
    Set<String> alive = new TreeSet<>();
    nodes.forEach(
        (id, node) -> {
          if (node.isAlive()) {
            alive.add(id);
          }
        });
    return alive;
  }

  @Override
  public void terminate(String node) {
    Optional.ofNullable(nodes.get(node))
        .ifPresent(found -> found.terminate(nanoTime.getAsLong(), patience));
  }

  @Override
  public Optional<String> lastWords(String node) {
    return Optional.ofNullable(nodes.get(node)).flatMap(LocalNode::lastWords);
  }

  /** Asks all at once, then waits for each, then kills what is left. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    alive().forEach(this::terminate);
    long until = nanoTime.getAsLong() + patience.toNanos();
    alive().forEach(node -> find(node).await(Duration.ofNanos(until - nanoTime.getAsLong())));
    for (String left : alive()) {
      find(left).kill();
      find(left).await(KILL);
    }
  }

  private LocalNode find(String node) {
    return Optional.ofNullable(nodes.get(node)).orElseThrow();
  }
}
