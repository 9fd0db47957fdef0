package dev.foray.master.bill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.master.bill.TimeLeft.Ended;
import dev.foray.protocol.JobAdmin.Left;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said after a quarter of a job, beside what comes true, over many simulated jobs. */
class TimeLeftTest {
  private static final int JOBS = 61;
  private static final int CHUNKS = 400;
  private static final int SLOTS = 8;

  @Test
  void evenChunks() {
    Accuracy accuracy = after(random -> about(30_000, random), 0);
    assertThat(accuracy.medianError()).as(accuracy.toString()).isLessThan(0.05);
    assertThat(accuracy.within()).as(accuracy.toString()).isGreaterThan(0.75);
  }

  @Test
  void skewedChunksOfWhichSomeLastTenTimesAsLongAsOthers() {
    Accuracy accuracy = after(random -> (long) (20_000 * Math.exp(0.8 * random.nextGaussian())), 0);
    assertThat(accuracy.medianError()).as(accuracy.toString()).isLessThan(0.15);
    assertThat(accuracy.within()).as(accuracy.toString()).isGreaterThan(0.6);
  }

  @Test
  void chunksOfWhichATenthLastsTenTimesAsLong() {
    Accuracy accuracy =
        after(random -> (random.nextInt(10) == 0 ? 10 : 1) * about(10_000, random), 0);
    assertThat(accuracy.medianError()).as(accuracy.toString()).isLessThan(0.15);
    assertThat(accuracy.within()).as(accuracy.toString()).isGreaterThan(0.6);
  }

  @Test
  void attemptsOfWhichAFifthFails() {
    Accuracy accuracy = after(random -> 30_000 + (long) (random.nextGaussian() * 5_000), 0.2);
    assertThat(accuracy.medianError()).as(accuracy.toString()).isLessThan(0.15);
    assertThat(accuracy.within()).as(accuracy.toString()).isGreaterThan(0.6);
  }

  @Test
  void nothingIsSaidBeforeAChunkHasCommittedNorWhenNoneIsLeft() {
    assertThat(TimeLeft.of(List.of(new Ended(100, false)), List.of(50L), 3, 1)).isEmpty();
    assertThat(TimeLeft.of(List.of(new Ended(100, true)), List.of(), 0, 1)).isEmpty();
  }

  @Test
  void aHundredThousandChunksAreAMatterOfTheirMean() {
    List<Ended> ended = IntStream.range(0, 300).mapToObj(i -> new Ended(10_000, true)).toList();
    Left left = TimeLeft.of(ended, List.of(), 100_000, 10).orElseThrow();
    assertThat(left).isEqualTo(new Left(100_000, 100_000, 100_000));
  }

  @Test
  void aJobInWhichNearlyAllFailsHasAnEndToItsEstimate() {
    List<Ended> ended = new ArrayList<>();
    ended.add(new Ended(1_000, true));
    IntStream.range(0, 400).forEach(i -> ended.add(new Ended(1_000, false)));
    assertThat(TimeLeft.of(ended, List.of(), 50, 2)).isPresent();
  }

  @Test
  void whoKnowsLittleSaysSo() {
    List<Ended> two = List.of(new Ended(5_000, true), new Ended(60_000, true));
    List<Ended> many = new ArrayList<>();
    IntStream.range(0, 50).forEach(i -> many.addAll(two));
    assertThat(spread(TimeLeft.of(two, List.of(), 40, 4).orElseThrow()))
        .isGreaterThan(2 * spread(TimeLeft.of(many, List.of(), 40, 4).orElseThrow()));
  }

  /** No two last the same: chunks that end at one instant would be asked about half ended. */
  private static long about(long millis, SplittableRandom random) {
    return (long) (millis * (1 + 0.1 * random.nextGaussian()));
  }

  private static long spread(Left left) {
    return left.atMost() - left.atLeast();
  }

  /**
   * @param meanError with its sign: above zero where too much is said
   * @param within the share of jobs whose truth was in the range that was given
   */
  private record Accuracy(double medianError, double meanError, double within) {}

  private static Accuracy after(ToLongFunction<SplittableRandom> length, double failing) {
    List<Double> errors = new ArrayList<>();
    int within = 0;
    for (int seed = 0; seed < JOBS; seed++) {
      Job job = new Job(new SplittableRandom(seed), length, failing);
      job.runUntil(CHUNKS / 4);
      Left said = job.asked();
      double askedAt = job.now / 1000.0;
      job.runUntil(CHUNKS);
      double truth = job.now / 1000.0 - askedAt;
      errors.add((said.seconds() - truth) / truth);
      within += said.atLeast() <= truth + 1 && truth - 1 <= said.atMost() ? 1 : 0;
    }
    List<Double> sizes = errors.stream().map(Math::abs).sorted().toList();
    double mean = errors.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    return new Accuracy(sizes.get(JOBS / 2), mean, within / (double) JOBS);
  }

  /** A job that runs on simulated slots. */
  private static final class Job {
    private final SplittableRandom random;
    private final double failing;
    private final List<Ended> ended = new ArrayList<>();
    private final PriorityQueue<Running> running =
        new PriorityQueue<>(Comparator.comparingLong(Running::end));
    private final Deque<Long> ready = new ArrayDeque<>();
    private long now;
    private int done;

    private record Running(long begin, long end, boolean commits, long length) {}

    Job(SplittableRandom random, ToLongFunction<SplittableRandom> length, double failing) {
      this.random = random;
      this.failing = failing;
      for (int chunk = 0; chunk < CHUNKS; chunk++) {
        ready.add(Math.max(100, length.applyAsLong(random)));
      }
    }

    void runUntil(int chunks) {
      while (done < chunks) {
        fill();
        Running next = running.remove();
        now = next.end();
        ended.add(new Ended(next.end() - next.begin(), next.commits()));
        if (next.commits()) {
          done++;
        } else {
          ready.add(next.length());
        }
        fill();
      }
    }

    private void fill() {
      while (running.size() < SLOTS && !ready.isEmpty()) {
        long length = ready.remove();
        boolean commits = random.nextDouble() >= failing;
        long lasts = commits ? length : (long) (length * random.nextDouble());
        running.add(new Running(now, now + lasts, commits, length));
      }
    }

    Left asked() {
      List<Long> ages = running.stream().map(one -> now - one.begin()).toList();
      return TimeLeft.of(ended, ages, ready.size(), SLOTS).orElseThrow();
    }
  }
}
