package dev.foray.master.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.master.fleet.Demand.Need;
import dev.foray.master.fleet.Size.Reason;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Usd;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How many nodes jobs are worth that have an end or a budget to keep to. */
class BoundSizingTest {
  private static final JobId JOB = new JobId(17);
  private static final Sizing SIZING = new Sizing(10, 2, 100);
  private static final Rates RATES = new Rates(Duration.ofMinutes(1), Usd.parse("0.60"));
  private static final int SCHEDULES = 3_000;

  private static Need need(int chunks, @Nullable Duration left, @Nullable String usd) {
    Terms terms =
        new Terms(Duration.ofSeconds(60), "measured", left, usd == null ? null : Usd.parse(usd));
    return new Need(JOB, chunks, Integer.MAX_VALUE, terms);
  }

  private static Size size(int chunks, @Nullable Duration left, @Nullable String usd, int up) {
    return SIZING.size(need(chunks, left, usd), RATES, up);
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  @Test
  void jobThatHasTimeNeedsFewNodes() {
    Size size = size(100, minutes(60), null, 0);

    assertThat(size.nodes()).isEqualTo(1);
    assertThat(size.why())
        .isEqualTo(
            "1 node for 100 chunks that are left of 60 s (measured), done in about 51 min for 0.51"
                + " USD at most: in time, as 60 min are left to finish within");
  }

  @Test
  void jobThatHasLittleTimeNeedsMore() {
    assertThat(size(100, minutes(20), null, 0).nodes()).isEqualTo(3);
    assertThat(size(100, minutes(10), null, 0).nodes()).isEqualTo(7);
  }

  @Test
  void moreAreWantedWhenItIsLateAndFewerWhenItIsSoonDone() {
    assertThat(size(60, minutes(20), null, 2).nodes()).isEqualTo(2);
    assertThat(size(60, minutes(14), null, 2).nodes()).as("late").isEqualTo(3);
    assertThat(size(4, minutes(5), null, 2).nodes()).as("soon done").isEqualTo(1);
  }

  @Test
  void jobThatCannotBeInTimeGetsAllThereMayBeAndSaysHowLateItWillBe() {
    Size size = size(1_000, minutes(30), null, 0);

    assertThat(size.nodes()).isEqualTo(10);
    assertThat(size.reason()).isEqualTo(Reason.LATE);
    assertThat(size.why())
        .isEqualTo(
            "10 nodes for 1000 chunks that are left of 60 s (measured), done in about 51 min for"
                + " 5.10 USD at most: 21 min too late, and more are not to be had; --max-nodes"
                + " allows no more");
  }

  @Test
  void budgetBuysFewerNodesSinceEachIsPaidForWhileItBoots() {
    Size usual = size(40, null, "1", 0);
    assertThat(usual.nodes()).isEqualTo(5);
    assertThat(usual.why()).endsWith(" for 0.25 USD at most: the budget leaves 1.00 USD");

    Size tight = size(40, null, "0.23", 0);
    assertThat(tight.nodes()).isEqualTo(2);
    assertThat(tight.reason()).isEqualTo(Reason.BUDGET);
    assertThat(tight.why())
        .isEqualTo(
            "2 nodes for 40 chunks that are left of 60 s (measured), done in about 11 min for 0.22"
                + " USD at most: more nodes would cost more than the 0.23 USD that the budget leaves");
  }

  @Test
  void budgetThatDoesNotReachIsUsedByOneNode() {
    Size size = size(400, null, "0.50", 0);

    assertThat(size.nodes()).isEqualTo(1);
    assertThat(size.lasts()).isEqualTo(minutes(50));
    assertThat(size.why())
        .isEqualTo(
            "1 node for about 50 min, until the budget is used up: it leaves 0.50 USD, and 400"
                + " chunks that are left of 60 s (measured) cost 2.01");
  }

  @Test
  void budgetThatIsUsedUpBuysNoNode() {
    Size size = size(400, null, "0.01", 0);

    assertThat(size.nodes()).isZero();
    assertThat(size.reason()).isEqualTo(Reason.BUDGET_USED_UP);
    assertThat(size.why())
        .isEqualTo(
            "no node: the budget leaves 0.01 USD, and a node costs 0.02 before it has done a chunk"
                + " of 60 s (measured)");
    assertThat(size(400, null, "0.01", 1).nodes()).as("one that is up need not boot").isEqualTo(1);
  }

  @Test
  void budgetKeepsAJobFromBeingInTime() {
    Size size = size(40, minutes(6), "0.23", 0);

    assertThat(size.nodes()).isEqualTo(2);
    assertThat(size.reason()).isEqualTo(Reason.LATE);
    assertThat(size.why())
        .endsWith(
            ": 5 min too late, and more nodes would cost more than the 0.23 USD that the budget"
                + " leaves");
  }

  @Test
  void budgetWithoutAPriceHoldsNothingBack() {
    Need need = need(40, null, "0.01");
    assertThat(SIZING.size(need, new Rates(minutes(1), null), 0).nodes()).isEqualTo(5);
  }

  /** What holds for whatever is asked. */
  @Test
  void limitsBudgetsAndEndsAreKeptWhereverThatCanBe() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < SCHEDULES; i++) {
      try {
        new Question(random).holds();
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ", question " + i + ": " + e.getMessage(), e);
      }
    }
  }

  private static final class Question {
    private final Sizing sizing;
    private final Rates rates;
    private final Need need;
    private final int up;

    private Question(Random random) {
      sizing = new Sizing(1 + random.nextInt(12), 1 + random.nextInt(4), 1 + random.nextInt(40));
      Duration boot = Duration.ofSeconds(random.nextInt(300));
      rates = new Rates(boot, random.nextInt(8) == 0 ? null : new Usd(1 + random.nextInt(900_000)));
      up = random.nextInt(sizing.maxNodes() + 1);
      Duration chunk =
          Duration.ofMillis(1 + random.nextInt(random.nextBoolean() ? 2_000 : 400_000));
      Duration left = Duration.ofSeconds(random.nextInt(20_000) - 1_000L);
      Usd usd = new Usd(random.nextInt(random.nextBoolean() ? 20_000 : 5_000_000));
      int kind = random.nextInt(4);
      Terms terms =
          new Terms(chunk, "measured", kind < 2 ? left : null, kind % 2 == 0 ? usd : null);
      int most = random.nextBoolean() ? Integer.MAX_VALUE : random.nextInt(10);
      need = new Need(JOB, random.nextInt(random.nextBoolean() ? 20 : 2_000), most, terms);
    }

    private void holds() {
      Size size = sizing.size(need, rates, up);
      String asked = sizing + " with " + up + " for " + need + " at " + rates + ": " + size;
      int wanted = sizing.wanted(new Demand(List.of(need), rates), up).nodes();
      assertThat(wanted).as(asked).isEqualTo(size.nodes());
      assertThat(size.nodes()).as("cap: " + asked).isBetween(0, most());
      assertThat((size.nodes() - 1) * sizing.slotsPerNode())
          .as("connections: " + asked)
          .isLessThan(sizing.mostRunningChunks());
      budget(size, asked);
      end(size, asked);
      more(size, asked);
    }

    private int most() {
      int useful = Math.min(need.chunks(), Math.min(need.mostAtOnce(), sizing.mostRunningChunks()));
      int nodes = (useful + sizing.slotsPerNode() - 1) / sizing.slotsPerNode();
      return Math.min(sizing.maxNodes(), nodes);
    }

    /** Nodes times price times hours, a minute at least of each that is new. */
    private double costs(int nodes, Duration lasts) {
      double perSecond = rates.usdPerHour() == null ? 0 : rates.usdPerHour().millionths() / 3_600.0;
      int there = Math.min(nodes, up);
      double seconds = lasts.toMillis() / 1_000.0;
      return perSecond * (there * seconds + (nodes - there) * Math.max(60, seconds));
    }

    private void budget(Size size, String asked) {
      Usd usd = need.terms().usdLeft();
      if (usd != null) {
        assertThat(costs(size.nodes(), size.lasts()))
            .as("budget: " + asked)
            .isLessThanOrEqualTo((double) usd.millionths() + sizing.maxNodes());
      }
      assertThat(Math.abs(size.usd().millionths() - costs(size.nodes(), size.lasts())))
          .as("what it says it costs: " + asked)
          .isLessThanOrEqualTo(
              size.reason() == Reason.BUDGET_ENDS_BEFORE
                  ? costs(1, minutes(1))
                  : sizing.maxNodes());
    }

    private void end(Size size, String asked) {
      Duration left = need.terms().timeLeft();
      if (left == null || size.nodes() == 0) {
        return;
      }
      Forecast forecast =
          new Forecast(need, rates, sizing.slotsPerNode(), sizing.mostRunningChunks(), up);
      Usd usd = need.terms().usdLeft();
      Optional<Integer> inTime =
          IntStream.rangeClosed(1, most())
              .filter(n -> usd == null || !forecast.costs(n).isMoreThan(usd))
              .filter(n -> forecast.lasts(n).compareTo(left) <= 0)
              .boxed()
              .findFirst();
      if (inTime.isPresent()) {
        assertThat(size.lasts()).as("in time: " + asked).isLessThanOrEqualTo(left);
      } else if (size.reason() == Reason.LATE) {
        assertThat(size.why()).as(asked).contains("too late, and more");
        assertThat(forecast.lasts(size.nodes()))
            .as("as soon as can be: " + asked)
            .isEqualTo(forecast.lasts(mostPaid(forecast, usd)));
      }
    }

    private int mostPaid(Forecast forecast, @Nullable Usd usd) {
      return IntStream.rangeClosed(1, most())
          .filter(n -> usd == null || !forecast.costs(n).isMoreThan(usd))
          .max()
          .orElseThrow();
    }

    /** More chunks never mean fewer nodes; with a budget, more money does not. */
    private void more(Size size, String asked) {
      Terms terms = need.terms();
      Usd usd = terms.usdLeft();
      int chunks = usd == null ? need.chunks() + 7 : need.chunks();
      Usd more = usd == null ? null : usd.plus(new Usd(30_000));
      Terms richer = new Terms(terms.chunk(), terms.source(), terms.timeLeft(), more);
      Need larger = new Need(JOB, chunks, need.mostAtOnce(), richer);
      if (usd == null || terms.timeLeft() == null) {
        assertThat(sizing.size(larger, rates, up).nodes())
            .as("monotone: " + asked)
            .isGreaterThanOrEqualTo(size.nodes());
      }
    }
  }
}
