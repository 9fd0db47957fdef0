package dev.foray.master.bill;

import dev.foray.master.bill.Lengths.Seen;
import dev.foray.protocol.JobAdmin.Left;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * How long the chunks of a job will still take: the rest of it is played through many times, each
 * time with other lengths and failures of the kind that was seen. What the plays have in common is
 * known; how far they differ is the range. Pure.
 */
public final class TimeLeft {
  private static final int PLAYS = 40;

  /** Chunks that are played one by one; those before them are taken together. */
  private static final int MOST_PLAYED = 200;

  /** A play in which everything fails ends here. */
  private static final int MOST_DRAWS = 20_000;

  private final List<Seen> seen;
  private final List<Seen> running;
  private final int ready;
  private final int slots;

  private TimeLeft(List<Seen> seen, int ready, int slots) {
    this.seen = seen;
    this.running = seen.stream().filter(Seen::open).toList();
    this.ready = ready;
    this.slots = Math.max(1, Math.max(slots, running.size()));
  }

  /**
   * @param ended attempts, such as the last few hundred
   * @param running for how long they have been
   * @param ready chunks that wait
   * @param slots that the job has, those where its attempts run included
   * @return empty: nothing has committed yet
   */
  public static Optional<Left> of(List<Ended> ended, List<Long> running, int ready, int slots) {
    if (ended.stream().noneMatch(Ended::committed) || ready + running.size() == 0) {
      return Optional.empty();
    }
    List<Seen> seen = new ArrayList<>();
    ended.forEach(one -> seen.add(new Seen(one.millis(), false, one.committed())));
    running.forEach(millis -> seen.add(new Seen(millis, true, false)));
    return Optional.of(new TimeLeft(seen, ready, slots).left());
  }

  /** An attempt that is over. */
  public record Ended(long millis, boolean committed) {}

  private Left left() {
    // Always the same: who looks twice at once is to see the same.
    SplittableRandom random = new SplittableRandom(17);
    double[] ends = new double[PLAYS];
    for (int play = 0; play < PLAYS; play++) {
      List<Seen> drawn = Lengths.again(seen, random);
      boolean usable = drawn.stream().anyMatch(one -> !one.open() && one.committed());
      ends[play] = play(Lengths.of(usable ? drawn : seen), random);
    }
    Arrays.sort(ends);
    return new Left(
        seconds(ends[PLAYS / 2]), seconds(ends[PLAYS / 20]), seconds(ends[PLAYS - 1 - PLAYS / 20]));
  }

  /** The millis until the last chunk has committed. */
  private double play(Lengths lengths, RandomGenerator random) {
    PriorityQueue<Double> free = new PriorityQueue<>();
    int waiting = Math.min(ready, MOST_PLAYED);
    double together = (double) (ready - waiting) * lengths.perChunk() / slots;
    double last = 0;
    for (Seen one : running) {
      int drawn = lengths.drawBeyond((double) one.millis(), random);
      double end = Math.max(lengths.millis(drawn) - one.millis(), one.millis() * 0.1);
      free.add(end);
      last = Math.max(last, end);
      waiting += lengths.isCommitted(drawn) ? 0 : 1;
    }
    while (free.size() < slots) {
      free.add(0.0);
    }
    for (int draws = 0; waiting > 0 && draws < MOST_DRAWS; draws++) {
      int drawn = lengths.draw(random);
      double end = free.remove() + lengths.millis(drawn);
      free.add(end);
      last = Math.max(last, end);
      waiting -= lengths.isCommitted(drawn) ? 1 : 0;
    }
    return together + last;
  }

  private static long seconds(double millis) {
    return Math.round(millis / 1000);
  }
}
