package dev.foray.master.bill;

import dev.foray.master.ledger.Hardware;
import dev.foray.protocol.Usd;
import java.util.Optional;

/** What nodes cost an hour. One for the Master's life. Thread-safe; may ask the cloud. */
public interface Prices {

  /** What a node that is launched now costs at most; empty: that is not known. */
  Optional<Usd> dearest();

  /** What a node costs that is no machine of its own; empty: that is not known. */
  Optional<Usd> ofProcess();

  /** What that machine costs, if it is launched now; empty: that is not known. */
  Optional<Usd> of(Hardware machine);

  /** For a person: what nodes cost, or what to do so that it is known. */
  String sentence();
}
