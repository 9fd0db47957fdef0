package dev.foray.master.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foray.master.ledger.Span;
import dev.foray.master.ledger.Worker;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.Phases;
import dev.foray.protocol.ReportAdmin.Bin;
import dev.foray.protocol.ReportAdmin.Outcome;
import dev.foray.protocol.ReportAdmin.TimeSpent;
import dev.foray.protocol.WorkerState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpanSumsTest {
  private static final Instant BEGIN = Instant.parse("2026-11-24T08:00:00Z");
  private static final Instant END = BEGIN.plusSeconds(12);

  /** In bins of a tenth of a second. */
  private final SpanSums sums = new SpanSums(BEGIN, END, END);

  private static Span span(
      int chunk, AttemptState state, @Nullable FailureKind kind, long from, long until) {
    return new Span(
        chunk,
        1,
        state,
        kind,
        "w",
        BEGIN.plusMillis(from),
        BEGIN.plusMillis(from + 200),
        state.isTerminal() ? BEGIN.plusMillis(until) : null,
        10L,
        20L,
        30L,
        1L);
  }

  private static Span done(int chunk, long from, long until) {
    return span(chunk, AttemptState.SUCCEEDED, null, from, until);
  }

  @Test
  void slotsAreAveragedOverEachBin() {
    sums.add(
        new Worker(
            "w",
            "node-1",
            WorkerState.ACTIVE,
            new Endpoint("127.0.0.1", 1),
            2,
            4,
            1,
            1,
            "17",
            BEGIN.plusMillis(50),
            null));
    sums.add(done(1, 50, 1_000));
    sums.add(span(2, AttemptState.RUNNING, null, 100, 0));

    List<Bin> bins = sums.timeline().bins();
    assertThat(bins).hasSize(120);
    assertThat(bins.get(0)).isEqualTo(new Bin(1, 0.5, 0.5, 0, 0));
    assertThat(bins.get(2)).isEqualTo(new Bin(2, 2, 1.5, 0, 0));
    assertThat(bins.get(10)).isEqualTo(new Bin(2, 1, 0, 1, 0));
    assertThat(bins.get(119).busy()).isEqualTo(1, within(0.001));
  }

  @Test
  void timelineOfADayHasNoMoreBins() {
    SpanSums day = new SpanSums(BEGIN, BEGIN.plusSeconds(86_401), END);

    assertThat(day.timeline().bins()).hasSizeBetween(100, 120);
  }

  @Test
  void attemptsAreAddedUpByHowTheyEnded() {
    sums.add(done(1, 0, 1_000));
    sums.add(done(2, 0, 3_000));
    sums.add(span(3, AttemptState.LOST, FailureKind.LOST, 0, 500));

    assertThat(sums.outcomes())
        .containsExactly(
            new Outcome(AttemptState.SUCCEEDED, null, 2, 4_000),
            new Outcome(AttemptState.LOST, FailureKind.LOST, 1, 500));
    assertThat(sums.ofWorker("w")).isEqualTo(new SpanSums.Share(3, 4_500));
    assertThat(sums.ofWorker("another").attempts()).isZero();
  }

  @Test
  void timeIsSpentByThoseThatCommitted() {
    sums.add(done(1, 0, 1_000));
    sums.add(done(2, 0, 3_000));
    sums.add(span(3, AttemptState.FAILED, FailureKind.USER_CODE, 0, 500));

    assertThat(sums.spent()).isEqualTo(new TimeSpent(2, 400, 3_600, new Phases(20, 40, 60, 2)));
    assertThat(sums.durations().count()).isEqualTo(2);
  }

  @Test
  void thoseThatRanLongestAreKeptAndThoseThatStillRun() {
    for (int chunk = 0; chunk < 50; chunk++) {
      sums.add(done(chunk, 0, 100 + chunk));
    }
    sums.add(span(77, AttemptState.RUNNING, null, 100, 0));
    sums.add(span(78, AttemptState.FAILED, FailureKind.USER_CODE, 0, 9_000));

    assertThat(sums.longest())
        .extracting(Longest.Held::chunk)
        .hasSize(10)
        .startsWith(77, 49, 48)
        .endsWith(41);
    assertThat(sums.longest().get(0)).isEqualTo(new Longest.Held(77, 11_900, 200));
  }
}
