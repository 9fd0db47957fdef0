package dev.foray.shipping;

import dev.foray.shipping.ReleaseListing.Entry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;

/** Brings a release to the Master: only the jars that it lacks, several at once. Thread-safe. */
public final class ReleaseUpload {
  private static final int AT_ONCE = 4;

  /** How often the Master may have lost jars that it said it had. */
  private static final int ROUNDS = 3;

  private static final int CONFLICT = 409;

  private final URI master;
  private final MasterCalls calls;

  /**
   * @param master such as {@code https://127.0.0.1:8443}
   * @param context who uploads, and whom it trusts to be the Master
   */
  public ReleaseUpload(URI master, SSLContext context) {
    this.master = master;
    this.calls = new MasterCalls(master, context);
  }

  /** As {@link #ship(Shipment, ShippingProgress)}, telling nobody. */
  public Shipped ship(Shipment shipment) throws ShippingRefused, IOException {
    return ship(shipment, ShippingProgress.SILENT);
  }

  /**
   * Uploads what is lacking and commits the release. Safe to repeat: the same jars are the same
   * release.
   *
   * @throws ShippingRefused with the Master's one sentence; there is no new release
   * @throws IOException if a jar can't be read, or the Master not be reached; the message is one
   *     sentence
   */
  public Shipped ship(Shipment shipment, ShippingProgress progress)
      throws ShippingRefused, IOException {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, ReleaseUpload::thread);
    try {
      return ship(shipment, progress, threads);
    } finally {
      threads.shutdownNow();
    }
  }

  private Shipped ship(Shipment shipment, ShippingProgress progress, ExecutorService threads)
      throws ShippingRefused, IOException {
    Map<Entry, Path> jars = entries(shipment.jars(), threads);
    String listing = listing(shipment, jars).text();
    Sent sent = new Sent();
    for (int round = 1; ; round++) {
      sendLacking(jars, sent, progress, threads);
      MasterCalls.Answer answer =
          calls.post(shipment.promote() ? "/releases" : "/releases?promote=false", listing);
      if (answer.status() != CONFLICT || round == ROUNDS) {
        return shipped(ReleaseAnswer.parse(answer.orRefused().text()), jars.size(), sent);
      }
    }
  }

  /** What has travelled. */
  private static final class Sent {
    private int jars;
    private long bytes;

    private synchronized void add(long size) {
      jars++;
      bytes += size;
    }
  }

  /** In the order of the class path; the first of two alike. */
  private static Map<Entry, Path> entries(List<Path> jars, ExecutorService threads)
      throws ShippingRefused, IOException {
    List<Future<Entry>> sums = new ArrayList<>();
    jars.forEach(jar -> sums.add(threads.submit(() -> entry(jar))));
    Map<Entry, Path> entries = new LinkedHashMap<>();
    for (int i = 0; i < sums.size(); i++) {
      entries.putIfAbsent(await(sums.get(i)), jars.get(i));
    }
    return entries;
  }

  private static Entry entry(Path jar) throws ShippingRefused, IOException {
    if (!Files.isRegularFile(jar)) {
      throw new ShippingRefused(
          "the jar " + jar + " is not there: build it first, or correct its path");
    }
    try {
      return new Entry(JarSum.of(jar), String.valueOf(jar.getFileName()));
    } catch (IllegalArgumentException e) {
      throw new ShippingRefused("the jar " + jar + " can't be shipped: " + e.getMessage());
    }
  }

  private static ReleaseListing listing(Shipment shipment, Map<Entry, Path> jars)
      throws ShippingRefused {
    try {
      return new ReleaseListing(shipment.version(), List.copyOf(jars.keySet()));
    } catch (IllegalArgumentException e) {
      throw new ShippingRefused("the release can't be shipped: " + e.getMessage());
    }
  }

  private void sendLacking(
      Map<Entry, Path> jars, Sent sent, ShippingProgress progress, ExecutorService threads)
      throws ShippingRefused, IOException {
    Map<String, Path> lacking = lacking(jars);
    long bytes = 0;
    for (Path jar : lacking.values()) {
      bytes += Files.size(jar);
    }
    progress.lacking(lacking.size(), jars.size(), bytes);
    List<Future<Path>> sendings = new ArrayList<>();
    lacking.forEach(
        (sha256, jar) ->
            sendings.add(
                threads.submit(
                    () -> {
                      send(sha256, jar, sent, progress);
                      return jar;
                    })));
    for (Future<Path> sending : sendings) {
      await(sending);
    }
  }

  /** In the order of the class path; one of two alike. */
  private Map<String, Path> lacking(Map<Entry, Path> jars) throws ShippingRefused, IOException {
    Map<String, Path> bySum = new LinkedHashMap<>();
    jars.forEach((entry, jar) -> bySum.putIfAbsent(entry.sha256(), jar));
    MasterCalls.Answer answer =
        calls.post("/jars/lacking", String.join("\n", bySum.keySet())).orRefused();
    bySum.keySet().retainAll(answer.text().lines().toList());
    return bySum;
  }

  private void send(String sha256, Path jar, Sent sent, ShippingProgress progress)
      throws ShippingRefused, IOException {
    long size = Files.size(jar);
    try {
      calls.put("/jars/" + sha256, jar).orRefused();
    } catch (IOException e) {
      if (hasCome(sha256)) {
        return; // Somebody else's was quicker, and the Master has hung up on this one.
      }
      throw new IOException(
          "the upload of "
              + jar.getFileName()
              + " ("
              + HumanBytes.of(size)
              + ") to "
              + master
              + " broke off ("
              + e.getMessage()
              + "): deploy again, what is there already is not sent again",
          e);
    }
    sent.add(size);
    progress.sent(String.valueOf(jar.getFileName()), size);
  }

  /** Whether the Master has it meanwhile. */
  private boolean hasCome(String sha256) throws ShippingRefused {
    try {
      return calls.post("/jars/lacking", sha256).orRefused().text().isBlank();
    } catch (IOException e) {
      return false;
    }
  }

  private static <T> T await(Future<T> future) throws ShippingRefused, IOException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ShippingRefused refused) {
        throw refused;
      }
      if (e.getCause() instanceof IOException broken) {
        throw broken;
      }
      throw new IllegalStateException("a jar can't be shipped", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the upload was interrupted", e);
    }
  }

  private static Shipped shipped(ReleaseAnswer answer, int all, Sent sent) {
    return new Shipped(
        answer.release(),
        answer.current(),
        answer.jobClasses(),
        answer.entities(),
        sent.jars,
        all,
        sent.bytes);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "ship-jars");
    thread.setDaemon(true);
    return thread;
  }
}
