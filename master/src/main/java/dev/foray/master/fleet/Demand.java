package dev.foray.master.fleet;

import dev.foray.protocol.JobId;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the jobs would use.
 *
 * @param rates what a further node takes
 */
public record Demand(List<Need> needs, Rates rates) {
  static final Demand NOTHING = new Demand(List.of());

  /**
   * One job's.
   *
   * @param job null: several, together
   * @param chunks that are not done: running, or free to run now or after their wait
   * @param mostAtOnce chunks of the job that may run at once
   * @param terms what it is to keep to
   */
  public record Need(@Nullable JobId job, int chunks, int mostAtOnce, Terms terms) {

    /** A job that is to keep to nothing. */
    public Need(int chunks, int mostAtOnce) {
      this(null, chunks, mostAtOnce, Terms.NONE);
    }
  }

  public Demand {
    needs = List.copyOf(needs);
  }

  public Demand(List<Need> needs) {
    this(needs, Rates.UNKNOWN);
  }

  /** Slots that all jobs would use together, when each uses so many. */
  int slots(ToIntFunction<Need> each) {
    long sum =
        needs.stream().mapToLong(need -> Math.min(each.applyAsInt(need), need.mostAtOnce())).sum();
    return (int) Math.min(sum, Integer.MAX_VALUE);
  }
}
