package dev.foray.master.bill;

import dev.foray.master.ledger.Hardware;
import dev.foray.protocol.Usd;
import java.util.Map;
import java.util.Optional;

/**
 * A price for processes on this host, where the settings name one: so that budgets can be tried
 * without a cloud. Immutable.
 *
 * @param named USD an hour by the names of types, of which one is {@code local}
 */
public record LocalPrices(Map<String, Usd> named) implements Prices {
  public static final String LOCAL = "local";

  public LocalPrices {
    named = Map.copyOf(named);
  }

  @Override
  public Optional<Usd> dearest() {
    return ofProcess();
  }

  @Override
  public Optional<Usd> ofProcess() {
    return Optional.ofNullable(named.get(LOCAL));
  }

  @Override
  public Optional<Usd> of(Hardware machine) {
    return Optional.empty();
  }

  @Override
  public String sentence() {
    return ofProcess()
        .map(price -> "a local node counts as " + price + " USD an hour, as price.local says")
        .orElse("what a local node costs is not known: give it a price.local in the settings");
  }
}
