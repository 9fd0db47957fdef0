package dev.foray.launch;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Order;
import dev.foray.protocol.Secret;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The class-data archives of this host, by which a runner starts with a fraction of the work: one
 * for all jobs that run on Foray's libraries, one for each release that brings some of its own.
 * Once one has been asked for often enough to be worth it, a training run begins in the background;
 * until it is through, and where it fails, runners start without an archive, only slower. One
 * instance for the Master's life; {@link #close} ends a run under way. Thread-safe.
 */
public final class ClassArchives implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClassArchives.class);
  private static final Duration LONGEST_TRAINING = Duration.ofMinutes(5);

  /**
   * A training run costs as much as about a dozen starts save, and most archives serve many jobs: a
   * host that has run so many attempts will run more.
   */
  static final int WORTH_IT = 4;

  private static final int MOST_PLACES = 100;
  private static final String ARCHIVES = "*{" + RunnerJvm.CDS + "," + RunnerJvm.AOT + "}";

  /** What a JDK with an AOT cache writes beside it while it trains. */
  private static final String CONFIGURATION = ".config";

  private final RunnerLaunch launch;
  private final Path directory;
  private final Path scratch;
  private final String databaseUrl;
  private final Supplier<Secret> identity;
  private final Map<Order.Code, Place> places = new LinkedHashMap<>();
  private final Map<Path, Integer> requests = new HashMap<>();
  private final ExecutorService background =
      Executors.newSingleThreadExecutor(ClassArchives::daemon);
  private @Nullable RunnerTurn training;
  private boolean closed;

  /** Where the archive for some code is to lie, and what a training run runs for it. */
  private record Place(Order.Code training, Path archive) {}

  /**
   * @param directory where archives lie; it is made when the first is
   * @param databaseUrl tells which kind of database the runners use; it is not dialled
   * @param identity for both ends of a training run's own connection: the master of a cluster of
   *     its own, in PEM
   */
  public ClassArchives(
      RunnerLaunch launch, Path directory, String databaseUrl, Supplier<Secret> identity) {
    this(launch, directory, directory, databaseUrl, identity);
  }

  /**
   * The same where runners are another user, who is not to write where the archives lie.
   *
   * @param scratch a directory in which that user may write, for what is half made
   */
  public ClassArchives(
      RunnerLaunch launch,
      Path directory,
      Path scratch,
      String databaseUrl,
      Supplier<Secret> identity) {
    this.launch = launch;
    this.directory = directory;
    this.scratch = scratch;
    this.databaseUrl = databaseUrl;
    this.identity = identity;
  }

  /** The path of the archive for this code, for one start of many; empty while there is none. */
  public Optional<String> find(Order.Code ordered) {
    return find(ordered, true);
  }

  /** The same, for a start that says nothing of further ones. */
  public Optional<String> look(Order.Code ordered) {
    return find(ordered, false);
  }

  private synchronized Optional<String> find(Order.Code ordered, boolean isOneOfMany) {
    Place place;
    try {
      place = place(ordered);
    } catch (IOException e) {
      LOG.debug("no archive is possible for this class path", e);
      return Optional.empty();
    }
    Path archive = place.archive();
    if (Files.isReadable(archive)) {
      return Optional.of(archive.toString());
    }
    if (isOneOfMany && !closed && requests.merge(archive, 1, Integer::sum) == WORTH_IT) {
      background.execute(() -> train(place.training(), archive));
    }
    return Optional.empty();
  }

  /**
   * Found out once for each code: that reads the JDK's version and looks at each jar. One that
   * changes under its name is noticed by the JVM, which then goes on without the archive.
   */
  private Place place(Order.Code ordered) throws IOException {
    Place known = places.get(ordered);
    if (known != null) {
      return known;
    }
    Order.Code training = launch.trainingCode(ordered);
    Path archive = directory.resolve(ArchiveKey.of(launch, training, kind()).fileName());
    Place place = new Place(training, archive);
    places.put(ordered, place);
    if (places.size() > MOST_PLACES) {
      places.remove(places.keySet().iterator().next());
    }
    return place;
  }

  /**
   * The path of the archive for this code, which a training run makes first where there is none:
   * that takes some seconds, on this thread. It is then the only archive of the directory. Empty:
   * it could not be made.
   */
  public Optional<String> make(Order.Code ordered) {
    Order.Code code = launch.trainingCode(ordered);
    try {
      Path archive = directory.resolve(ArchiveKey.of(launch, code, kind()).fileName());
      if (!Files.isReadable(archive)) {
        train(code, archive);
        if (!Files.isReadable(archive)) {
          return Optional.empty();
        }
        discardOthers(archive);
      }
      return Optional.of(archive.toString());
    } catch (IOException e) {
      LOG.debug("no archive is possible for this class path", e);
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (training != null) {
        training.kill();
      }
    }
    background.shutdown();
  }

  private void train(Order.Code code, Path archive) {
    Path made = HalfMade.in(scratch, String.valueOf(archive.getFileName()));
    try {
      Files.createDirectories(directory);
      HalfMade.discardLeftovers(directory);
      Integer exit = run(order(code), made);
      if (exit != null && exit == 0 && Files.isRegularFile(made, LinkOption.NOFOLLOW_LINKS)) {
        take(made, archive);
        LOG.info("runners start faster from now on: {} is made", archive);
      } else if (exit != null) {
        LOG.info(
            "runners start without a class-data archive: its training run ended with {}, see {}",
            exit,
            log());
      }
    } catch (IOException | ExecutionException | TimeoutException e) {
      LOG.info(
          "runners start without a class-data archive, it could not be made: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      discard(made);
    }
  }

  private void take(Path made, Path archive) throws IOException {
    Path here = HalfMade.in(directory, String.valueOf(archive.getFileName()));
    if (!here.equals(made)) {
      Files.copy(made, here, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
    }
    Files.move(here, archive, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The exit code; null where this was closed. */
  private @Nullable Integer run(Order order, Path made)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    RunnerTurn process;
    synchronized (this) {
      if (closed) {
        return null;
      }
      process =
          RunnerProcess.start(
              new ProcessBuilder(launch.trainingCommand(order, made)),
              launch.workDirectory(),
              order,
              log());
      training = process;
    }
    try {
      int exit = process.exit().get(LONGEST_TRAINING.toSeconds(), TimeUnit.SECONDS);
      synchronized (this) {
        return closed ? null : exit;
      }
    } finally {
      process.kill();
    }
  }

  private Order order(Order.Code code) {
    return new Order(
        AttemptId.ofPlan(new JobId(0), 1),
        0,
        new Endpoint("127.0.0.1", 0),
        identity.get(),
        new Order.Job("training", Instant.EPOCH, 0, List.of(), List.of(), "UTC", "en", "UTF-8"),
        code,
        new Order.Database(kind(), null, new Secret("")),
        new Order.Settings(2, 0, 1, LONGEST_TRAINING.toMillis(), 0, 0, 1_000, 100, 100),
        null);
  }

  /** {@code jdbc:postgresql:} of the URL. */
  private String kind() {
    return databaseUrl.substring(0, databaseUrl.indexOf(':', "jdbc:".length()) + 1);
  }

  private Path log() {
    return directory.resolve("training.log");
  }

  private void discardOthers(Path archive) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, ARCHIVES)) {
      for (Path file : all) {
        if (!file.equals(archive) && !HalfMade.isOne(file)) {
          discard(file);
        }
      }
    }
  }

  private static void discard(Path made) {
    HalfMade.discard(made);
    HalfMade.discard(made.resolveSibling(made.getFileName() + CONFIGURATION));
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "class-archives");
    thread.setDaemon(true);
    return thread;
  }
}
