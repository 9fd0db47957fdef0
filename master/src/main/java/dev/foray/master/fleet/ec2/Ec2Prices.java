package dev.foray.master.fleet.ec2;

import dev.foray.master.bill.Prices;
import dev.foray.master.ledger.Hardware;
import dev.foray.protocol.Usd;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * What instances cost: on demand as the settings say, as spot what EC2 says, which is asked every
 * few minutes at most. Where EC2 does not answer, what it said last holds. Thread-safe.
 */
final class Ec2Prices implements Prices {
  private static final Duration FRESH = Duration.ofMinutes(5);

  private final Cloud cloud;
  private final Ec2Settings settings;
  private final Map<String, Usd> onDemand;
  private final LongSupplier nanoTime;
  private List<SpotPrice> spot = List.of();
  private boolean asked;
  private long askedAt;

  Ec2Prices(Cloud cloud, Ec2Settings settings, Map<String, Usd> onDemand, LongSupplier nanoTime) {
    this.cloud = cloud;
    this.settings = settings;
    this.onDemand = Map.copyOf(onDemand);
    this.nanoTime = nanoTime;
  }

  /** Of all types in all zones: which one comes, nobody knows. Spot may turn out on demand. */
  @Override
  public Optional<Usd> dearest() {
    return switch (settings.capacity()) {
      case SPOT -> dearestSpot();
      case ON_DEMAND, MIXED ->
          unknown().isEmpty()
              ? settings.types().stream().flatMap(this::onDemand).max(Usd::compareTo)
              : Optional.empty();
    };
  }

  private Optional<Usd> dearestSpot() {
    return spot().stream().map(SpotPrice::usdPerHour).max(Usd::compareTo);
  }

  private Stream<Usd> onDemand(String type) {
    return Optional.ofNullable(onDemand.get(type)).stream();
  }

  private List<String> unknown() {
    return settings.types().stream().filter(type -> !onDemand.containsKey(type)).toList();
  }

  @Override
  public Optional<Usd> ofProcess() {
    return Optional.empty();
  }

  @Override
  public Optional<Usd> of(Hardware machine) {
    return switch (machine.market()) {
      case ON_DEMAND -> Optional.ofNullable(onDemand.get(machine.type()));
      case SPOT ->
          spot().stream()
              .filter(price -> price.type().equals(machine.type()))
              .filter(price -> price.zone().equals(machine.zone()))
              .map(SpotPrice::usdPerHour)
              .findFirst();
    };
  }

  @Override
  public String sentence() {
    Optional<Usd> most = dearest();
    return switch (settings.capacity()) {
      case SPOT ->
          most.map(price -> "a spot instance costs up to " + price + " USD an hour now")
              .orElse("EC2 does not say what spot instances cost, the Master's log says why");
      case ON_DEMAND, MIXED ->
          most.map(
                  price -> "an instance costs up to " + price + " USD an hour on demand" + asSpot())
              .orElseGet(
                  () ->
                      "what "
                          + unknown().get(0)
                          + " costs on demand is not known: write price."
                          + unknown().get(0)
                          + "=, in USD an hour, into the Master's settings, as for each of"
                          + " ec2-types; or start the Master with --capacity spot");
    };
  }

  private String asSpot() {
    return settings.capacity() == Ec2Settings.Capacity.MIXED
        ? dearestSpot().map(price -> ", as spot up to " + price + " now").orElse("")
        : "";
  }

  private synchronized List<SpotPrice> spot() {
    long now = nanoTime.getAsLong();
    if (asked && now - askedAt < FRESH.toNanos()) {
      return spot;
    }
    asked = true;
    askedAt = now;
    try {
      spot = cloud.spotPrices();
    } catch (CloudSilent e) {
      Ec2Log.noPrices(FRESH, String.valueOf(e.getMessage()));
    }
    return spot;
  }
}
