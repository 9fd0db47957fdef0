package dev.foray.master.doctor;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Looks at one thing after another, and at nothing more once that has taken too long: each look has
 * a limit of its own. For one thread.
 */
public final class Checkup {
  private final LongSupplier nanoTime;
  private final Consumer<Finding> heard;
  private boolean faulty;

  /**
   * @param heard told of each finding as it is made
   */
  public Checkup(LongSupplier nanoTime, Consumer<Finding> heard) {
    this.nanoTime = nanoTime;
    this.heard = heard;
  }

  /**
   * @param limit after which no look is begun
   * @return whether none of them is a fault
   */
  public boolean run(List<? extends Check> checks, Duration limit) {
    long began = nanoTime.getAsLong();
    boolean well = true;
    for (Check check : checks) {
      boolean late = nanoTime.getAsLong() - began > limit.toNanos();
      Finding finding = late ? notLookedAt(check.subject()) : check.look();
      well &= finding.state() != Finding.State.FAULT;
      add(finding);
    }
    return well;
  }

  /** Enters that others hang on what was found to be a fault. */
  public void leaveOut(String subject, String cause) {
    add(Finding.warning(subject, "not looked at", "mend the " + cause + " first"));
  }

  /** Enters what was found elsewhere. */
  public void add(Finding finding) {
    faulty |= finding.state() == Finding.State.FAULT;
    heard.accept(finding);
  }

  private static Finding notLookedAt(String subject) {
    return Finding.warning(
        subject, "not looked at, as the others took too long", "mend these and ask again");
  }

  /** Whether any is a fault. */
  public boolean isFaulty() {
    return faulty;
  }
}
