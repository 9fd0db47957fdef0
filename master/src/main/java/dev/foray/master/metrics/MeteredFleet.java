package dev.foray.master.metrics;

import dev.foray.master.fleet.Accepted;
import dev.foray.master.fleet.Fleet;
import dev.foray.master.fleet.LaunchFailed;
import dev.foray.master.fleet.LaunchOrder;
import dev.foray.master.fleet.LaunchUnclear;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.Set;

/** A fleet whose launches are counted. Thread-safe, as the fleet is. */
final class MeteredFleet implements Fleet {
  private final Fleet fleet;
  private final MeterRegistry registry;

  MeteredFleet(Fleet fleet, MeterRegistry registry) {
    this.fleet = fleet;
    this.registry = registry;
    for (String outcome : new String[] {"accepted", "short", "failed", "unclear"}) {
      launches(outcome).increment(0);
    }
  }

  @Override
  public Accepted launch(LaunchOrder order) throws LaunchFailed, LaunchUnclear {
    try {
      Accepted accepted = fleet.launch(order);
      boolean all = accepted.nodes().size() == order.nodes().size();
      launches(all ? "accepted" : "short").increment();
      return accepted;
    } catch (LaunchFailed e) {
      launches("failed").increment();
      throw e;
    } catch (LaunchUnclear e) {
      launches("unclear").increment();
      throw e;
    }
  }

  private Counter launches(String outcome) {
    return Counter.builder("foray.launches")
        .description("Launches of nodes")
        .tag("fleet", fleet.name())
        .tag("outcome", outcome)
        .register(registry);
  }

  @Override
  public String name() {
    return fleet.name();
  }

  @Override
  public Set<String> alive() {
    return fleet.alive();
  }

  @Override
  public void terminate(String node) {
    fleet.terminate(node);
  }

  @Override
  public Optional<String> lastWords(String node) {
    return fleet.lastWords(node);
  }

  @Override
  public void close() {
    fleet.close();
  }
}
