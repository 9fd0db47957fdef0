package dev.foray.master.metrics;

import dev.foray.master.dispatch.Roster;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.Meter;
import dev.foray.master.ledger.Node;
import dev.foray.protocol.NodeState;
import dev.foray.protocol.Usd;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Which nodes are there, how busy they are and what they cost. For one thread. */
final class NodeReading implements Reading {
  private final Ledger ledger;
  private final Supplier<List<Roster.Standing>> standing;
  private final String fleet;
  private final InstantSource clock;
  private final Gauges nodes;
  private final Gauges workers;
  private final Gauges slots;
  private final Gauges price;
  private final Counter cost;
  private Instant paidUntil;

  /**
   * @param standing the workers as they are now
   * @param fleet the one in use, whose states are shown also where none of its nodes has them
   */
  NodeReading(
      MeterRegistry registry,
      Ledger ledger,
      Supplier<List<Roster.Standing>> standing,
      String fleet,
      InstantSource clock) {
    this.ledger = ledger;
    this.standing = standing;
    this.fleet = fleet;
    this.clock = clock;
    this.nodes = new Gauges(registry, "foray.nodes", "Nodes that are there", "fleet", "state");
    this.workers = new Gauges(registry, "foray.workers", "Workers that are registered", "state");
    this.slots = new Gauges(registry, "foray.slots", "Slots of the workers", "use");
    this.price =
        new Gauges(registry, "foray.cost.per.hour", "USD an hour of the nodes that are there");
    this.cost =
        Counter.builder("foray.cost.usd")
            .description("USD of all nodes since this Master's start")
            .register(registry);
    this.paidUntil = now();
  }

  @Override
  public void read() {
    Map<List<String>, Long> counts = new HashMap<>();
    for (NodeState state : NodeState.values()) {
      if (!state.isTerminal()) {
        counts.put(List.of(fleet, state.name()), 0L);
      }
    }
    for (Node node : ledger.nodes().alive()) {
      counts.merge(List.of(node.fleet(), node.state().name()), 1L, Long::sum);
    }
    nodes.set(counts);
    readRoster();
    readCost();
  }

  private void readRoster() {
    int draining = 0;
    int taken = 0;
    int free = 0;
    List<Roster.Standing> all = standing.get();
    for (Roster.Standing worker : all) {
      draining += worker.draining() ? 1 : 0;
      taken += worker.running().size();
      free += worker.free();
    }
    workers.set(Map.of(List.of("ACTIVE"), all.size() - draining, List.of("DRAINING"), draining));
    slots.set(Map.of(List.of("taken"), taken, List.of("free"), free));
  }

  /** In whole seconds, as they are billed, each once. */
  private void readCost() {
    Instant now = now();
    double spent = 0;
    double hourly = 0;
    for (Meter meter : ledger.meters().since(paidUntil)) {
      spent += usd(meter.cost(meter.billed(paidUntil, now, now)).orElse(Usd.ZERO));
      Usd perHour = meter.usdPerHour();
      hourly += meter.isRunning() && perHour != null ? usd(perHour) : 0;
    }
    cost.increment(spent);
    price.set(hourly);
    paidUntil = now;
  }

  private static double usd(Usd amount) {
    return amount.toDecimal().doubleValue();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public void forget() {
    List.of(nodes, workers, slots, price).forEach(Gauges::clear);
  }
}
