package dev.foray.worker.code;

import dev.foray.protocol.Order;
import dev.foray.shipping.ReleaseListing;
import dev.foray.worker.report.WorkerLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The jars that this worker has. One that an order names is looked for here first, then where the
 * order says, which is right on the Master's own host, and then it is fetched; whatever is found is
 * used only once its SHA-256 was seen to be right. Several are fetched at once, none twice at once.
 * Made and closed by the worker's main. Thread-safe.
 */
public final class JarCache implements AutoCloseable {
  private static final int AT_ONCE = 4;

  private final Path parts;
  private final CacheRoom room;
  private final JarSource source;
  private final Duration firstPause;
  private final Map<String, VerifiedJar> verified = new HashMap<>();
  private final Map<String, CompletableFuture<Path>> coming = new HashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService fetchers =
      Executors.newFixedThreadPool(AT_ONCE, task -> daemon(task));

  /**
   * @param directory the cache's own; made where it is missing
   * @param mostBytes of all jars in it
   */
  public JarCache(Path directory, long mostBytes, JarSource source) throws IOException {
    this(directory, mostBytes, source, Duration.ofMillis(200));
  }

  /**
   * @param firstPause behind a call in vain; it doubles with each further one
   */
  JarCache(Path directory, long mostBytes, JarSource source, Duration firstPause)
      throws IOException {
    this.firstPause = firstPause;
    Path jars = Files.createDirectories(directory.resolve("jars"));
    this.parts = Files.createDirectories(directory.resolve("parts"));
    this.room = new CacheRoom(jars, mostBytes);
    this.source = source;
  }

  /** An order whose jars are on this host and stay until it is closed. */
  public final class Placed implements AutoCloseable {
    private final Order order;
    private final boolean fromElsewhere;

    private Placed(Order ordered, List<Order.Jar> here) {
      this.order = ordered.withJars(here);
      this.fromElsewhere = !ordered.code().jars().equals(here);
    }

    /** With the paths of its jars on this host. */
    public Order order() {
      return order;
    }

    /** Whether this host is not the one where the jars lie of which the order speaks. */
    public boolean isFromElsewhere() {
      return fromElsewhere;
    }

    /** The attempt is over; safe once only. */
    @Override
    public void close() {
      order.code().jars().forEach(jar -> room.leave(jar.sha256()));
    }
  }

  /** The order with its jars, if all are here and verified. Quick. */
  public Optional<Placed> placeNow(Order order) {
    List<Order.Jar> here = new ArrayList<>();
    for (Order.Jar jar : order.code().jars()) {
      room.use(jar.sha256());
      here.add(jar);
      Optional<Path> known = known(jar.sha256());
      if (known.isEmpty()) {
        here.forEach(each -> room.leave(each.sha256()));
        return Optional.empty();
      }
      here.set(here.size() - 1, at(jar, known.get()));
    }
    return Optional.of(new Placed(order, here));
  }

  /**
   * The order with its jars, which may have to be fetched first.
   *
   * @throws IOException if one can't be had, or does not verify; the message names it
   */
  public Placed place(Order order) throws IOException {
    List<Order.Jar> jars = order.code().jars();
    jars.forEach(jar -> room.use(jar.sha256()));
    try {
      List<CompletableFuture<Path>> wanted = jars.stream().map(this::want).toList();
      List<Order.Jar> here = new ArrayList<>();
      for (int i = 0; i < jars.size(); i++) {
        here.add(at(jars.get(i), wanted.get(i).join()));
      }
      return new Placed(order, here);
    } catch (CompletionException e) {
      jars.forEach(jar -> room.leave(jar.sha256()));
      if (e.getCause() instanceof IOException broken) {
        throw new IOException(broken.getMessage(), e);
      }
      throw e;
    }
  }

  private synchronized CompletableFuture<Path> want(Order.Jar jar) {
    Optional<Path> known = known(jar.sha256());
    return known
        .map(CompletableFuture::completedFuture)
        .orElseGet(
            () ->
                coming.computeIfAbsent(
                    jar.sha256(),
                    sha256 -> CompletableFuture.supplyAsync(() -> obtain(jar), fetchers)));
  }

  private synchronized Optional<Path> known(String sha256) {
    return Optional.ofNullable(verified.get(sha256))
        .filter(VerifiedJar::isUnchanged)
        .map(VerifiedJar::file);
  }

  private Path obtain(Order.Jar jar) {
    try {
      VerifiedJar found = found(jar);
      synchronized (this) {
        verified.put(jar.sha256(), found);
      }
      return found.file();
    } catch (IOException e) {
      throw new CompletionException(e);
    } finally {
      synchronized (this) {
        coming.remove(jar.sha256());
      }
    }
  }

  private VerifiedJar found(Order.Jar jar) throws IOException {
    if (!ReleaseListing.isSha256(jar.sha256())) {
      throw new IOException(jar.name() + " is ordered without its SHA-256");
    }
    Path own = room.file(jar.sha256());
    Optional<VerifiedJar> here = VerifiedJar.at(own, jar);
    if (here.isEmpty() && !jar.path().isEmpty()) {
      here = VerifiedJar.at(Path.of(jar.path()), jar);
    }
    return here.isPresent() ? here.get() : fetched(jar, own);
  }

  private VerifiedJar fetched(Order.Jar jar, Path own) throws IOException {
    room.reserve(jar.sha256(), jar.bytes());
    try {
      new JarFetch(source, jar, parts.resolve(jar.sha256()), firstPause, closing).into(own);
      WorkerLog.fetched(jar);
      return VerifiedJar.at(own, jar)
          .orElseThrow(() -> new IOException(jar.name() + " changes while it is verified"));
    } finally {
      room.settle(jar.sha256());
    }
  }

  private static Order.Jar at(Order.Jar jar, Path file) {
    return new Order.Jar(jar.name(), jar.sha256(), jar.bytes(), file.toString());
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "fetch-jars");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    closing.countDown();
    fetchers.shutdownNow();
  }
}
