package dev.foray.master.ledger;

import dev.foray.protocol.WorkerState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The worker rows. */
public final class Workers {
  Workers() {}

  public void add(Worker worker) {
    throw new AssertionError("to be written");
  }

  public Optional<Worker> find(String id) {
    throw new AssertionError("to be written");
  }

  /** ACTIVE and DRAINING ones. */
  public List<Worker> alive() {
    throw new AssertionError("to be written");
  }

  /** Moves by compare-and-set; sets ended_at with a terminal state. */
  public boolean move(String id, WorkerState from, WorkerState to, Instant now) {
    throw new AssertionError("to be written");
  }
}
