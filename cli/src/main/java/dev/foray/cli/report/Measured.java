package dev.foray.cli.report;

import dev.foray.protocol.AttemptState;
import dev.foray.protocol.JobAdmin.Bill;
import dev.foray.protocol.ReportAdmin.Bin;
import dev.foray.protocol.ReportAdmin.Outcome;
import dev.foray.protocol.ReportAdmin.Report;
import dev.foray.protocol.ReportAdmin.TimeSpent;
import dev.foray.protocol.Usd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** What follows from a report's numbers by arithmetic. */
record Measured(Report report) {

  /** Slots that were busy at once, at most. */
  double peak() {
    return bins().stream().mapToDouble(Bin::busy).max().orElse(0);
  }

  double mostPresent() {
    return bins().stream().mapToDouble(Bin::present).max().orElse(0);
  }

  /** From the job's submission to its end, or until now. */
  double length() {
    return (double) bins().size() * report.timeline().binMillis();
  }

  /** Slot time that was there, in milliseconds. */
  double present() {
    return millis(bins().stream().mapToDouble(Bin::present));
  }

  /** Slot time that nothing ran in. */
  double empty() {
    return millis(bins().stream().mapToDouble(Measured::empty));
  }

  private static double empty(Bin bin) {
    return Math.max(0, bin.present() - bin.busy());
  }

  /** How long, at the end, fewer than half of those slots were busy that once were. */
  double tail() {
    return (double) tailBins().size() * report.timeline().binMillis();
  }

  /** Slot time of that which nothing ran in. */
  double emptyInTail() {
    return millis(tailBins().stream().mapToDouble(Measured::empty));
  }

  private List<Bin> tailBins() {
    List<Bin> bins = bins();
    int end = bins.size();
    while (end > 0 && bins.get(end - 1).busy() == 0) {
      end--;
    }
    int begin = end;
    while (begin > 0 && bins.get(begin - 1).busy() < peak() / 2) {
      begin--;
    }
    return bins.subList(begin, end);
  }

  /** The part of the time of attempts that committed in which their runner started; 0 to 1. */
  double startShare() {
    TimeSpent spent = report.spent();
    long all = spent.startMillis() + spent.workMillis();
    return all == 0 ? 0 : (double) spent.startMillis() / all;
  }

  /** Slot time of all attempts. */
  long attempted() {
    return report.outcomes().stream().mapToLong(Outcome::millis).sum();
  }

  List<Outcome> failed() {
    return report.outcomes().stream()
        .filter(
            outcome ->
                outcome.state().isTerminal()
                    && outcome.state() != AttemptState.SUCCEEDED
                    && outcome.state() != AttemptState.CANCELLED)
        .toList();
  }

  int failedAttempts() {
    return failed().stream().mapToInt(Outcome::attempts).sum();
  }

  boolean isPriced() {
    Bill bill = report.job().bill();
    return bill.unpriced() < bill.nodes();
  }

  /** What so much slot time cost; empty where no price is known. */
  Optional<Usd> price(double slotMillis) {
    if (!isPriced() || present() == 0) {
      return Optional.empty();
    }
    BigDecimal part = BigDecimal.valueOf(slotMillis / present());
    return Optional.of(Usd.of(report.job().bill().usd().toDecimal().multiply(part)));
  }

  /** {@code $1.10}; what is less than a cent has four digits. */
  static String dollars(Usd usd) {
    BigDecimal cents = usd.toDecimal().setScale(2, RoundingMode.HALF_UP);
    return "$" + (cents.signum() == 0 ? usd.toString() : cents.toPlainString());
  }

  private List<Bin> bins() {
    return report.timeline().bins();
  }

  private double millis(DoubleStream slots) {
    return slots.sum() * report.timeline().binMillis();
  }
}
