package dev.foray.master.submit;

import dev.foray.master.bill.Prices;
import dev.foray.master.ledger.Bounds;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobAdmin.Terms;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Usd;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a job is to keep to, as somebody wrote it, and refuses what could not be kept: before
 * anything is stored or started. Thread-safe.
 */
public final class BoundsCheck {
  private final Prices prices;

  public BoundsCheck(Prices prices) {
    this.prices = prices;
  }

  /**
   * @throws Refused with one sentence, if it is nonsense, or a budget that no price is known for or
   *     that does not pay one node for an hour
   */
  public Bounds of(Terms terms) throws Refused {
    String budget = terms.budget();
    return new Bounds(
        time("--finish-within", terms.finishWithin()),
        budget == null ? null : budget(budget),
        time("--chunk-lasts", terms.chunkLasts()));
  }

  private static @Nullable Duration time(String option, @Nullable String text) throws Refused {
    if (text == null) {
      return null;
    }
    try {
      Duration time = DurationText.parse(text);
      if (time.compareTo(Duration.ZERO) > 0) {
        return time;
      }
    } catch (IllegalArgumentException e) {
      // The sentence below says it, for this and for no time at all.
    }
    throw refused(option + " is \"" + text + "\": write it as 90s, 2h or 1h30m");
  }

  /** As {@link #of}. */
  public Usd budget(String text) throws Refused {
    Usd budget = amount(text);
    Usd hour =
        prices.dearest().orElseThrow(() -> refused("a budget can't be kept: " + prices.sentence()));
    if (hour.isMoreThan(budget)) {
      throw refused(
          "a budget of "
              + budget
              + " USD is below one node-hour, which costs up to "
              + hour
              + ": give at least so much");
    }
    return budget;
  }

  private static Usd amount(String text) throws Refused {
    try {
      return Usd.parse(text);
    } catch (IllegalArgumentException e) {
      throw refused("the budget is \"" + text + "\": write USD, such as 12.50");
    }
  }

  private static Refused refused(String sentence) {
    return new Refused(ExitCode.WRONG_USE, sentence);
  }
}
