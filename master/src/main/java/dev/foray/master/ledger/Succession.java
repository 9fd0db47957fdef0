package dev.foray.master.ledger;

import dev.foray.master.wait.Wait;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Makes this Master the one that holds the ledger: at once where no other can be alive, else once
 * another was seen not to renew its hold for a lease. Reads no clock but this process's monotonic
 * one. Made by {@link Ledger#open}; for one thread.
 */
final class Succession {
  private static final Duration SAY_AGAIN = Duration.ofSeconds(30);

  private final Transactions transactions;
  private final String ledger;
  private final IfHeld ifHeld;
  private final Duration lease;
  private final LongSupplier nanoTime;
  private Watch watch;
  private long saidAt;
  private boolean said;

  /**
   * @param ledger as a person would name it
   */
  Succession(
      Transactions transactions,
      String ledger,
      IfHeld ifHeld,
      Duration lease,
      LongSupplier nanoTime) {
    this.transactions = transactions;
    this.ledger = ledger;
    this.ifHeld = ifHeld;
    this.lease = lease;
    this.nanoTime = nanoTime;
    this.watch = new Watch(lease, nanoTime);
  }

  /**
   * Waits until this Master holds the ledger.
   *
   * @throws Refused if another one does and is alive, where that is not to be waited for
   */
  Epoch take() throws Refused {
    while (true) {
      Optional<Epoch> taken = tryOnce();
      if (taken.isPresent()) {
        return taken.get();
      }
      pause(lease);
    }
  }

  /** Looks once. */
  Optional<Epoch> tryOnce() throws Refused {
    Optional<Holder> found;
    try {
      found = Epoch.holder(transactions);
    } catch (LedgerUnavailable e) {
      if (!said) {
        throw e; // Nothing is waited for yet: whoever starts this Master should know.
      }
      watch.interrupt();
      return Optional.empty();
    }
    if (found.isEmpty()) {
      return Epoch.first(transactions);
    }
    Holder holder = found.get();
    watch.look(holder);
    if (ifHeld == IfHeld.TAKE_OVER || holder.isGone() || watch.isOver()) {
      return Epoch.after(transactions, holder);
    }
    if (ifHeld == IfHeld.REFUSE && watch.sawRenewal()) {
      throw refusal(holder);
    }
    say(holder);
    return Optional.empty();
  }

  private void say(Holder holder) {
    long now = nanoTime.getAsLong();
    if (!said || now - saidAt > SAY_AGAIN.toNanos()) {
      said = true;
      saidAt = now;
      LedgerLog.waits(new Wait.LedgerHeld(holder.host(), holder.pid(), lease, watch.left()));
    }
  }

  private Refused refusal(Holder holder) {
    return new Refused(
        ExitCode.WRONG_USE,
        "another Master, process "
            + holder.pid()
            + " on "
            + holder.host()
            + ", is alive and holds the ledger in "
            + ledger
            + ": submit the job to that one, or stop it first");
  }

  /** Between two looks at who holds a ledger. */
  static void pause(Duration lease) {
    try {
      Thread.sleep(Math.max(20, lease.toMillis() / 12));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while another Master was watched", e);
    }
  }
}
