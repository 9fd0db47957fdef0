package dev.foray.master.metrics;

import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import dev.foray.master.dispatch.Roster;
import dev.foray.master.fleet.Fleet;
import dev.foray.master.https.Route;
import dev.foray.master.ledger.ChunkCounts;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.outcome.Witness;
import dev.foray.master.wait.Wait;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Role;
import dev.foray.protocol.Usd;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.rmi.Remote;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Measures one Master. Made by its main where {@code metrics-bind} is set, and closed by it; gone
 * with its process, so counters begin at nought again with the next. Thread-safe.
 */
public final class Metrics implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Ledger ledger;
  private final AttemptMeters attempts;
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private volatile @Nullable Scrape scrape;

  /**
   * Measures the process and its ledger from now on.
   *
   * @param held for how long an attempt that has just ended had its slot
   */
  public Metrics(Ledger ledger, Function<AttemptId, Optional<Duration>> held) {
    this.ledger = ledger;
    this.attempts = new AttemptMeters(registry, held);
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
    Gauge.builder("foray.master.epoch", ledger::epoch)
        .description("Counts the Masters that this ledger has had")
        .register(registry);
    Timer committed = transactions("committed");
    Timer rolledBack = transactions("rolled-back");
    ledger.watch(
        (nanos, done) -> (done ? committed : rolledBack).record(nanos, TimeUnit.NANOSECONDS),
        new MicrometerMetricsTrackerFactory(registry));
  }

  private Timer transactions(String outcome) {
    return Timer.builder("foray.ledger.transactions")
        .description("Transactions of this Master in the ledger")
        .tag("outcome", outcome)
        .register(registry);
  }

  /** Whom those who decide are to tell. */
  public Witness witness() {
    return attempts;
  }

  /** The service, its calls timed. */
  public Remote timed(Remote service) {
    return MeteredCalls.before(service, registry);
  }

  /** The fleet, its launches counted. */
  public Fleet counted(Fleet fleet) {
    return new MeteredFleet(fleet, registry);
  }

  /**
   * Has the rest of the Master read, once it is there; to be called once.
   *
   * @param fleet its name
   * @param standing the workers as they are now
   * @param pace pairs a second that a job maps
   * @param budgetLeft of a job's budget; empty where it has none
   * @param stalled how many jobs stand still
   */
  public Metrics reading(
      String fleet,
      Supplier<List<Roster.Standing>> standing,
      BiFunction<Job, ChunkCounts, Wait> waits,
      ToDoubleFunction<JobId> pace,
      Function<Job, Optional<Usd>> budgetLeft,
      IntSupplier stalled,
      InstantSource clock,
      LongSupplier nanoTime) {
    scrape =
        new Scrape(
            registry,
            List.of(
                new JobReading(registry, ledger, waits, pace, budgetLeft),
                new NotificationReading(registry, ledger.notifications(), stalled),
                new NodeReading(registry, ledger, standing, fleet, clock)),
            PATIENCE,
            nanoTime);
    return this;
  }

  /** All of it, as Prometheus reads it. */
  public String text() {
    Scrape reading = scrape;
    return reading == null ? registry.scrape() : reading.text();
  }

  /**
   * The path of it.
   *
   * @param needed which role it takes; null: whoever reaches it may
   */
  public Route route(@Nullable Role needed) {
    return new MetricsRoute(this::text, needed);
  }

  @Override
  public void close() {
    Scrape reading = scrape;
    if (reading != null) {
      reading.close();
    }
    collections.close();
    registry.close();
  }
}
