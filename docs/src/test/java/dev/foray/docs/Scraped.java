package dev.foray.docs;

import static java.util.stream.Collectors.toSet;

import dev.foray.master.fleet.Accepted;
import dev.foray.master.fleet.Fleet;
import dev.foray.master.fleet.LaunchOrder;
import dev.foray.master.ledger.AttemptOutcome;
import dev.foray.master.ledger.Bounds;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.LedgerAddress;
import dev.foray.master.ledger.NewJob;
import dev.foray.master.ledger.Node;
import dev.foray.master.ledger.Release;
import dev.foray.master.metrics.Metrics;
import dev.foray.master.wait.Wait;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.FleetAdmin;
import dev.foray.protocol.JobId;
import dev.foray.protocol.NodeState;
import dev.foray.protocol.Progress;
import dev.foray.protocol.Secret;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a Master is measured by after one of each thing that is counted has happened.
 *
 * @param series by name, the values of each label
 */
record Scraped(Map<String, Map<String, Set<String>>> series) {
  /** Of the job, its class, its node, who submitted it. */
  static final List<String> NAMES = List.of("job-1", "1", "a.Job", "node-1", "ada");

  private static final Pattern SAMPLE =
      Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  static Scraped ofAMaster(Path directory) throws Exception {
    try (Ledger ledger = Ledger.open(new LedgerAddress(null, null, new Secret(""), directory))) {
      try (Metrics metrics = new Metrics(ledger, attempt -> Optional.of(Duration.ofSeconds(3)))) {
        happen(metrics, ledger);
        return parse(
            metrics
                .reading(
                    "local",
                    List::of,
                    (job, counts) -> new Wait.NodeDue(),
                    job -> 0,
                    job -> Optional.empty(),
                    () -> 0,
                    Instant::now,
                    System::nanoTime)
                .text());
      }
    }
  }

  private static void happen(Metrics metrics, Ledger ledger) throws Exception {
    ledger.releases().add(new Release("r", Instant.EPOCH, List.of(), List.of(), List.of(), false));
    JobId job = ledger.jobs().add(job()).job();
    Instant now = Instant.EPOCH;
    ledger
        .nodes()
        .add(List.of(new Node("node-1", "local", "l", NodeState.UP, null, now, now, null)));
    metrics
        .witness()
        .ended(
            AttemptId.ofChunk(job, 0, 1),
            new AttemptOutcome(AttemptState.SUCCEEDED, null, null, 0),
            Progress.NONE);
    metrics.counted(fake(Fleet.class)).launch(new LaunchOrder("launch-1", List.of("node-1"), 1));
    FleetAdmin timed = (FleetAdmin) metrics.timed(fake(FleetAdmin.class));
    timed.drain("node-1", "ada");
    try {
      timed.nodes();
    } catch (IllegalStateException e) {
      // As a mistake of a service would be: it counts as failed.
    }
  }

  /** Takes launches, has the name of the local fleet, and does nothing else. */
  private static <T> T fake(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "launch" -> Accepted.all((LaunchOrder) arguments[0]);
                  case "name" -> "local";
                  case "nodes" -> throw new IllegalStateException();
                  default -> null;
                }));
  }

  private static NewJob job() {
    return new NewJob(
        "a.Job",
        "r",
        "request",
        null,
        0,
        "ada",
        Instant.EPOCH,
        "UTC",
        "en",
        "UTF-8",
        List.of(),
        List.of(),
        Bounds.NONE);
  }

  private static Scraped parse(String text) {
    Map<String, Map<String, Set<String>>> series = new TreeMap<>();
    SAMPLE
        .matcher(text)
        .results()
        .forEach(
            sample -> {
              Map<String, Set<String>> labels =
                  series.computeIfAbsent(sample.group(1), name -> new TreeMap<>());
              if (sample.group(2) != null) {
                LABEL
                    .matcher(sample.group(2))
                    .results()
                    .forEach(
                        label ->
                            labels
                                .computeIfAbsent(label.group(1), name -> new TreeSet<>())
                                .add(label.group(2)));
              }
            });
    return new Scraped(series);
  }

  Set<String> names() {
    return series.keySet();
  }

  /** None where there is no such name. */
  Set<String> labels(String name) {
    return series.getOrDefault(name, Map.of()).keySet();
  }

  /** Of all labels of our own names. */
  Set<String> values() {
    return series.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("foray_"))
        .flatMap(entry -> entry.getValue().entrySet().stream())
        .filter(label -> !label.getKey().equals("le"))
        .flatMap(label -> label.getValue().stream())
        .collect(toSet());
  }

  Set<String> values(String name, String label) {
    return series.getOrDefault(name, Map.of()).getOrDefault(label, Set.of());
  }
}
