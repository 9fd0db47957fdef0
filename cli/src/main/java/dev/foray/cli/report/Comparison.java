package dev.foray.cli.report;

import dev.foray.cli.screen.Amounts;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobAdmin.NamedCount;
import dev.foray.protocol.JobAdmin.Setting;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.ReportAdmin.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A job beside another one, such as yesterday's: its numbers, and what was given otherwise. */
record Comparison(Report report, Report other) {

  void write(Html html) {
    numbers().write(html);
    Grid texts =
        new Grid("What is other than in " + other.job().job())
            .name("of")
            .words(name(report))
            .words(name(other));
    Map<String, String> these = texts(report);
    Map<String, String> those = texts(other);
    for (String name : names(these, those)) {
      String one = these.getOrDefault(name, "none");
      String before = those.getOrDefault(name, "none");
      if (!one.equals(before)) {
        texts.row(name, one, before);
      }
    }
    if (texts.isEmpty()) {
      html.element(
          "p",
          "What is other than in "
              + other.job().job()
              + ": nothing of class, release, parameters and settings.");
    } else {
      texts.write(html);
    }
  }

  private Grid numbers() {
    Grid grid =
        new Grid("The numbers of both")
            .name("of")
            .number(name(report))
            .number(name(other))
            .number("change");
    time(grid, "time in all", took(report), took(other));
    count(grid, "chunks done", report.job().done(), other.job().done());
    count(grid, "chunks failed", report.job().failed(), other.job().failed());
    count(grid, "pairs read", read(report), read(other));
    count(grid, "pairs set aside", skipped(report), skipped(other));
    count(grid, "attempts failed", failed(report), failed(other));
    time(
        grid,
        "half of the chunks within",
        report.durations().medianMillis(),
        other.durations().medianMillis());
    time(
        grid,
        "90 % of the chunks within",
        report.durations().ninetiethMillis(),
        other.durations().ninetiethMillis());
    time(grid, "start-up, a chunk", start(report), start(other));
    count(grid, "nodes", report.job().bill().nodes(), other.job().bill().nodes());
    time(
        grid,
        "billed node time",
        report.job().bill().seconds() * 1_000,
        other.job().bill().seconds() * 1_000);
    money(grid);
    counters(grid);
    return grid;
  }

  private void money(Grid grid) {
    if (new Measured(report).isPriced() && new Measured(other).isPriced()) {
      long one = report.job().bill().usd().millionths();
      long before = other.job().bill().usd().millionths();
      grid.row(
          "USD",
          report.job().bill().usd().toString(),
          other.job().bill().usd().toString(),
          change(one, before));
    }
  }

  private void counters(Grid grid) {
    Map<String, Long> these = counters(report.job());
    Map<String, Long> those = counters(other.job());
    for (String name : names(these, those)) {
      count(grid, name, these.getOrDefault(name, 0L), those.getOrDefault(name, 0L));
    }
  }

  private static Map<String, Long> counters(JobSummary job) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (NamedCount counter : job.counters()) {
      counts.put("counter " + counter.name(), counter.count());
    }
    return counts;
  }

  private static Set<String> names(Map<String, ?> these, Map<String, ?> those) {
    Set<String> names = new LinkedHashSet<>(these.keySet());
    names.addAll(those.keySet());
    return names;
  }

  private static Map<String, String> texts(Report report) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("class", report.job().jobClass());
    texts.put("state", report.job().state().toString());
    texts.put("release", report.code().release());
    for (NamedText parameter : report.job().parameters()) {
      texts.put("parameter " + parameter.name(), parameter.text());
    }
    for (Setting setting : report.job().settings()) {
      texts.put("setting " + setting.name(), setting.value());
    }
    return texts;
  }

  private static void count(Grid grid, String name, long one, long before) {
    if (one != 0 || before != 0) {
      grid.row(name, Amounts.count(one), Amounts.count(before), change(one, before));
    }
  }

  private static void time(Grid grid, String name, long one, long before) {
    if (one != 0 || before != 0) {
      grid.row(name, Times.length(one), Times.length(before), change(one, before));
    }
  }

  /** {@code +12 %}; past ten times it is said in times. */
  static String change(long one, long before) {
    if (one == before) {
      return "as before";
    }
    if (before == 0) {
      return "new";
    }
    double ratio = one / (double) before;
    if (ratio >= 10) {
      return "× " + Amounts.count(Math.round(ratio));
    }
    long percent = Math.round(100 * (ratio - 1));
    return (percent > 0 ? "+" : percent < 0 ? "−" : "±") + Math.abs(percent) + "\u00a0%";
  }

  private static String name(Report report) {
    return report.job().job().toString();
  }

  private static long took(Report report) {
    Instant end = Objects.requireNonNullElse(report.job().endedAt(), report.at());
    return Duration.between(report.job().submittedAt(), end).toMillis();
  }

  private static long read(Report report) {
    return report.job().progress().pairsRead();
  }

  private static long skipped(Report report) {
    return report.job().progress().pairsSkipped();
  }

  private static int failed(Report report) {
    return new Measured(report).failedAttempts();
  }

  private static long start(Report report) {
    return report.spent().attempts() == 0
        ? 0
        : report.spent().startMillis() / report.spent().attempts();
  }
}
