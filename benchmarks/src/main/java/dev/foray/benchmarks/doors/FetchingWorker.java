package dev.foray.benchmarks.doors;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Order;
import dev.foray.protocol.Secret;
import dev.foray.shipping.JarSum;
import dev.foray.transport.Enrolment;
import dev.foray.transport.EnrolmentLetter;
import dev.foray.transport.Identity;
import dev.foray.transport.NewKey;
import dev.foray.transport.Transport;
import dev.foray.worker.code.HttpsJarSource;
import dev.foray.worker.code.JarCache;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands in a worker's place: a Master whose {@code worker-wrapper} it is starts it, and tells it
 * how to join. It joins as a worker does, fetches jars as a worker does whose disk is its own, in
 * turns with a copy by the system, writes the result to a file, and ends.
 */
public final class FetchingWorker {
  /** The result, in the directory that is its first argument; the jars of a round are there too. */
  public static final String RESULT = "fetched";

  private final Path directory;
  private final HttpsJarSource master;

  private FetchingWorker(Path directory, HttpsJarSource master) {
    this.directory = directory;
    this.master = master;
  }

  /** Where the jars of that round are. */
  public static Path jars(Path directory, int round) {
    return directory.resolve("jars-" + round);
  }

  public static void main(String[] arguments) throws Exception {
    Transport.install();
    EnrolmentLetter letter = EnrolmentLetter.read(System.in);
    Identity self = Enrolment.by(letter, NewKey.make());
    URI https = URI.create("https://" + letter.https());
    Path directory = Path.of(arguments[0]);
    FetchingWorker worker =
        new FetchingWorker(directory, new HttpsJarSource(() -> https, self::context));
    String line =
        Contest.between(worker::fetch, worker::copy)
            .line("to a worker from its Master", "by cp and sha256sum");
    Path part = Files.writeString(directory.resolve("result"), line);
    Files.move(part, directory.resolve(RESULT), StandardCopyOption.ATOMIC_MOVE);
  }

  private void fetch(int round) throws IOException {
    Path own = directory.resolve("cache-" + round);
    try (JarCache cache = new JarCache(own, Long.MAX_VALUE, master)) {
      cache.place(order(round)).close();
    }
  }

  private void copy(int round) throws IOException, InterruptedException {
    Jars.copy(Jars.in(jars(directory, round)), directory.resolve("copied-" + round));
  }

  /** Names the jars alone: nothing of it is run. */
  private Order order(int round) throws IOException {
    List<Order.Jar> jars = new ArrayList<>();
    for (Path jar : Jars.in(jars(directory, round))) {
      jars.add(new Order.Jar(jar.getFileName().toString(), JarSum.of(jar), Files.size(jar), ""));
    }
    return new Order(
        AttemptId.ofChunk(new JobId(1), 0, 1),
        1,
        new Endpoint("127.0.0.1", 1),
        new Secret(""),
        new Order.Job("none", Instant.EPOCH, 0, List.of(), List.of(), "UTC", "en", "UTF-8"),
        new Order.Code("none", jars, List.of(), false, null, List.of(), 64, List.of()),
        new Order.Database("jdbc:none", null, new Secret("")),
        new Order.Settings(1, 0, 1, 1, 0, 0, 1, 1, 1),
        null);
  }
}
