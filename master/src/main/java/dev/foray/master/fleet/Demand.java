package dev.foray.master.fleet;

import java.util.List;
import java.util.function.ToIntFunction;

/** What the jobs would use. */
public record Demand(List<Need> needs) {
  static final Demand NOTHING = new Demand(List.of());

  /**
   * One job's.
   *
   * @param chunks that are not done: running, or free to run now or after their wait
   * @param mostAtOnce chunks of the job that may run at once
   */
  public record Need(int chunks, int mostAtOnce) {}

  public Demand {
    needs = List.copyOf(needs);
  }

  /** Slots that all jobs would use together, when each uses so many. */
  int slots(ToIntFunction<Need> each) {
    long sum =
        needs.stream().mapToLong(need -> Math.min(each.applyAsInt(need), need.mostAtOnce())).sum();
    return (int) Math.min(sum, Integer.MAX_VALUE);
  }
}
