package dev.foray.master.stages;

import dev.foray.master.bill.LocalPrices;
import dev.foray.master.bill.Prices;
import dev.foray.master.ledger.Hardware;
import dev.foray.protocol.Usd;
import java.util.Map;
import java.util.Optional;

/** Prices that are known until a test says otherwise, as after a restart of the Master. */
final class ForgettingPrices implements Prices {
  private Prices known;

  ForgettingPrices(Prices known) {
    this.known = known;
  }

  void forget() {
    known = new LocalPrices(Map.of());
  }

  @Override
  public Optional<Usd> dearest() {
    return known.dearest();
  }

  @Override
  public Optional<Usd> ofProcess() {
    return known.ofProcess();
  }

  @Override
  public Optional<Usd> of(Hardware machine) {
    return known.of(machine);
  }

  @Override
  public String sentence() {
    return known.sentence();
  }
}
