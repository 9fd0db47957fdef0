package dev.foray.benchmarks.doors;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Two ways to the same end, in turns. The first round, by which both get warm, does not count. */
public final class Contest {
  /** That count. */
  public static final int ROUNDS = 3;

  private final List<Double> ours = new ArrayList<>();
  private final List<Double> theirs = new ArrayList<>();

  /** A way, in a round. */
  public interface Way {
    void go(int round) throws Exception;
  }

  public static Contest between(Way our, Way their) throws Exception {
    Contest contest = new Contest();
    for (int round = 0; round <= ROUNDS; round++) {
      double one = milliseconds(our, round);
      double other = milliseconds(their, round);
      if (round > 0) {
        contest.ours.add(one);
        contest.theirs.add(other);
      }
    }
    return contest;
  }

  /**
   * One line with the medians.
   *
   * @param our what the first way is
   * @param their what the other is
   */
  public String line(String our, String their) {
    double one = median(ours);
    double other = median(theirs);
    return String.format(
        Locale.ROOT, "%,.0f ms %s, %,.0f ms %s, ratio %.2f", one, our, other, their, one / other);
  }

  private static double milliseconds(Way way, int round) throws Exception {
    long begin = System.nanoTime();
    way.go(round);
    return (System.nanoTime() - begin) / 1e6;
  }

  /** The middle one. */
  public static double median(List<Double> figures) {
    return figures.stream().sorted().toList().get(figures.size() / 2);
  }
}
