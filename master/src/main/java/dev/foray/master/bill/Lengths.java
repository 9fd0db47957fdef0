package dev.foray.master.bill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How long the attempts of a job last, as far as it is known: from those that have ended, and from
 * how long those last already that have not, which is the Kaplan-Meier estimate. Without the latter
 * a job's first minutes would look quick, as its short chunks end first. Times are in milliseconds.
 */
final class Lengths {
  /** How much longer than all that was seen one lasts of which nothing else is known. */
  private static final double BEYOND = 1.5;

  private final double[] ends;
  private final double[] shares;

  /** The share of each and of all that last longer. */
  private final double[] beyond;

  private final boolean[] committed;

  /**
   * An attempt as it is seen now.
   *
   * @param open it still runs: it lasts longer than this
   * @param committed it has ended well
   */
  record Seen(long millis, boolean open, boolean committed) {}

  private Lengths(double[] ends, double[] shares, boolean[] committed) {
    this.ends = ends;
    this.shares = shares;
    this.beyond = new double[shares.length];
    double sum = 0;
    for (int i = shares.length - 1; i >= 0; i--) {
      sum += shares[i];
      beyond[i] = sum;
    }
    this.committed = committed;
  }

  /**
   * @param seen one at least that has ended well
   */
  static Lengths of(List<Seen> seen) {
    List<Seen> sorted = new ArrayList<>(seen);
    sorted.sort(Comparator.comparingLong(Seen::millis).thenComparing(Seen::open));
    int size = sorted.size();
    double[] ends = new double[size + 1];
    double[] shares = new double[size + 1];
    boolean[] committed = new boolean[size + 1];
    double left = 1;
    int count = 0;
    for (int i = 0; i < size; i++) {
      Seen one = sorted.get(i);
      if (!one.open()) {
        ends[count] = one.millis();
        shares[count] = left / (size - i);
        committed[count++] = one.committed();
        left -= left / (size - i);
      }
    }
    if (left > 1e-9) {
      ends[count] = tail(sorted);
      shares[count] = left;
      committed[count++] = true;
    }
    return new Lengths(
        Arrays.copyOf(ends, count), Arrays.copyOf(shares, count), Arrays.copyOf(committed, count));
  }

  /** How long one lasts that outlasts all that have ended. */
  private static double tail(List<Seen> sorted) {
    long longest = sorted.get(sorted.size() - 1).millis();
    long all = sorted.stream().mapToLong(Seen::millis).sum();
    long ended = sorted.stream().filter(one -> !one.open()).count();
    return Math.max(longest * BEYOND, longest + (double) all / ended);
  }

  /** The same number of attempts, drawn from them: what another run might have seen so far. */
  static List<Seen> again(List<Seen> seen, RandomGenerator random) {
    List<Seen> drawn = new ArrayList<>(seen.size());
    for (int i = 0; i < seen.size(); i++) {
      drawn.add(seen.get(random.nextInt(seen.size())));
    }
    return drawn;
  }

  /**
   * One of them, by chance.
   *
   * @return its index, for {@link #millis} and {@link #isCommitted}
   */
  int draw(RandomGenerator random) {
    return drawBeyond(-1, random);
  }

  /** One of those that last longer than this; the longest, if none does. */
  int drawBeyond(double millis, RandomGenerator random) {
    int first = firstBeyond(millis);
    if (first == ends.length) {
      return ends.length - 1;
    }
    double above = beyond[first] * (1 - random.nextDouble());
    int low = first;
    int high = ends.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (beyond[middle] >= above) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private int firstBeyond(double millis) {
    int low = 0;
    int high = ends.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] > millis) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  double millis(int drawn) {
    return ends[drawn];
  }

  boolean isCommitted(int drawn) {
    return committed[drawn];
  }

  /** Until a chunk has committed, with its attempts that fail, on average. */
  double perChunk() {
    double millis = 0;
    double good = 0;
    for (int i = 0; i < ends.length; i++) {
      millis += shares[i] * ends[i];
      good += committed[i] ? shares[i] : 0;
    }
    return millis / Math.max(good, 1e-3);
  }
}
