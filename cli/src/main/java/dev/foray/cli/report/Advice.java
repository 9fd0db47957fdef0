package dev.foray.cli.report;

import dev.foray.cli.screen.Amounts;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import dev.foray.protocol.ReportAdmin.NodeShare;
import dev.foray.protocol.ReportAdmin.Outcome;
import dev.foray.protocol.ReportAdmin.Report;
import dev.foray.protocol.ReportAdmin.Straggler;
import dev.foray.protocol.ReportAdmin.TimeSpent;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a report's numbers suggest for the next run, in sentences; what is well is not mentioned.
 * Each rule has a bound below which it is silent. Stateless.
 */
final class Advice {
  private static final double MUCH_TAIL = 0.1;
  private static final double LEAST_TAIL = 10_000;
  private static final double SKEWED = 3;
  private static final double VERY_SKEWED = 5;
  private static final double MUCH_RETRIED = 0.05;
  private static final double MUCH_EMPTY = 0.3;
  private static final double LEAST_EMPTY = 60_000;
  private static final double MUCH_BOOT = 0.25;
  private static final double LEAST_BOOT = 60_000;
  private static final double MUCH_PHASE = 0.7;
  private static final long LEAST_WORK = 30_000;

  private final Report report;
  private final Measured measured;

  private Advice(Report report) {
    this.report = report;
    this.measured = new Measured(report);
  }

  /** The sentences; none where there is nothing to say. */
  static List<String> of(Report report) {
    Advice advice = new Advice(report);
    return Stream.of(
            advice.largerChunks(),
            advice.end(),
            advice.skew(),
            advice.retries(),
            advice.empty(),
            advice.boot(),
            advice.phase())
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<String> largerChunks() {
    ChunkSize size = new ChunkSize(report);
    int times = size.timesLarger();
    return times < 2
        ? Optional.empty()
        : Optional.of(
            "Chunks last "
                + Times.length(report.durations().medianMillis())
                + ": start-up is "
                + percent(measured.startShare())
                + " of their time. "
                + times
                + " times larger chunks would save about "
                + worth(size.saved(times))
                + ".");
  }

  private boolean hasLongTail() {
    return report.job().endedAt() != null
        && measured.tail() >= Math.max(LEAST_TAIL, MUCH_TAIL * measured.length())
        && measured.emptyInTail() >= MUCH_TAIL * measured.present();
  }

  private Optional<String> end() {
    if (!hasLongTail()) {
      return Optional.empty();
    }
    Optional<Straggler> straggler = straggler(SKEWED);
    return Optional.of(
        "For the last "
            + Times.length(Math.round(measured.tail()))
            + " fewer than half of the slots were busy, which cost about "
            + worth(measured.emptyInTail())
            + ". "
            + straggler.map(this::about).orElse("Smaller chunks end more evenly."));
  }

  private Optional<String> skew() {
    return hasLongTail() ? Optional.empty() : straggler(VERY_SKEWED).map(this::about);
  }

  /** The longest chunk, where its work alone lasted so many times longer than half of them. */
  private Optional<Straggler> straggler(double times) {
    long median = report.durations().medianMillis();
    return report.longest().stream()
        .findFirst()
        .filter(one -> report.durations().count() >= ChunkSize.ENOUGH_CHUNKS)
        .filter(one -> one.millis() - one.startMillis() >= times * median);
  }

  private String about(Straggler straggler) {
    ChunkSummary chunk = straggler.chunk();
    double pairs = chunk.progress().pairsRead();
    double usual = report.job().progress().pairsRead() / (double) Math.max(1, report.job().done());
    String lasted =
        "chunk-"
            + chunk.index()
            + " lasted "
            + Times.length(straggler.millis())
            + ", half of all at most "
            + Times.length(report.durations().medianMillis());
    return pairs >= 2 * usual
        ? lasted
            + "; it read "
            + Amounts.count(Math.round(pairs))
            + " pairs, where "
            + Amounts.count(Math.round(usual))
            + " are usual: cut chunks by rows, as keyRanges does."
        : lasted + ", with no more pairs than others: look at what map does with its keys.";
  }

  private Optional<String> retries() {
    long lost = measured.failed().stream().mapToLong(Outcome::millis).sum();
    double share = lost / (double) Math.max(1, measured.attempted());
    if (measured.failedAttempts() < 2 || share < MUCH_RETRIED) {
      return Optional.empty();
    }
    FailureKind kind =
        measured.failed().stream()
            .max(Comparator.comparingLong(Outcome::millis))
            .map(Outcome::kind)
            .orElse(FailureKind.RUNNER_DIED);
    return Optional.of(
        Amounts.count(measured.failedAttempts())
            + " attempts failed and took "
            + percent(share)
            + " of the slot time, about "
            + worth((double) lost)
            + ", most of it as "
            + kind
            + ": "
            + remedy(kind));
  }

  private static String remedy(FailureKind kind) {
    return switch (kind) {
      case USER_CODE, MISTAKE, CANCELLED, FENCED -> "mend the causes below.";
      case RUNNER_DIED -> "the causes below say how; a JVM that is killed mostly lacks memory.";
      case TIMED_OUT -> "smaller chunks, or a larger attemptTimeout.";
      case LOST -> "smaller chunks lose less when a node goes; on-demand nodes are not taken back.";
      case INFRASTRUCTURE ->
          "where chunks deadlock, a larger writeBuffer; where connections are refused, a lower"
              + " `master limit`.";
    };
  }

  private Optional<String> empty() {
    double empty = measured.empty() - (hasLongTail() ? measured.emptyInTail() : 0);
    double share = measured.present() == 0 ? 0 : empty / measured.present();
    if (report.job().endedAt() == null || share < MUCH_EMPTY || empty < LEAST_EMPTY) {
      return Optional.empty();
    }
    return Optional.of(
        "Slots were empty for "
            + percent(share)
            + " of the time that they were there"
            + (hasLongTail() ? ", besides the end" : "")
            + ", about "
            + worth(empty)
            + ": "
            + Amounts.count(Math.round(measured.mostPresent()))
            + " were there at most, "
            + Amounts.count(Math.round(measured.peak()))
            + " busy. Fewer nodes (max-nodes) would have done.");
  }

  private Optional<String> boot() {
    List<NodeShare> machines =
        report.nodes().stream()
            .filter(node -> node.machine() != null && node.upAt() != null)
            .toList();
    double boot = machines.stream().mapToDouble(Advice::bootMillis).sum();
    double billed = machines.stream().mapToDouble(node -> 1e3 * node.billedSeconds()).sum();
    if (boot < LEAST_BOOT || boot < MUCH_BOOT * billed) {
      return Optional.empty();
    }
    return Optional.of(
        "Nodes took "
            + Times.length(Math.round(boot / machines.size()))
            + " each until they were up, "
            + percent(boot / billed)
            + " of what is billed: fewer nodes for longer, or an image made by `master bake`.");
  }

  private static double bootMillis(NodeShare node) {
    return Objects.requireNonNull(node.upAt()).toEpochMilli() - node.requestedAt().toEpochMilli();
  }

  private Optional<String> phase() {
    TimeSpent spent = report.spent();
    double read = spent.phases().readMillis() / (double) Math.max(1, spent.workMillis());
    double map = spent.phases().mapMillis() / (double) Math.max(1, spent.workMillis());
    double write = spent.phases().writeMillis() / (double) Math.max(1, spent.workMillis());
    double most = Math.max(read, write);
    if (spent.workMillis() < LEAST_WORK || most < MUCH_PHASE || map > most) {
      return Optional.empty();
    }
    return Optional.of(
        read > write
            ? "Reading goes on for "
                + percent(read)
                + " of the work: look at the query of read, and at the index that it uses."
            : "Writing goes on for "
                + percent(write)
                + " of the work: write many pairs by one statement in writeAll, or fewer by a"
                + " combiner.");
  }

  private String worth(double slotMillis) {
    String time = Times.length(Math.round(slotMillis)) + " of slot time";
    return measured
        .price(slotMillis)
        .map(usd -> Measured.dollars(usd) + " (" + time + ")")
        .orElse(time);
  }

  static String percent(double share) {
    return Math.min(100, Math.round(100 * share)) + "\u00a0%";
  }
}
