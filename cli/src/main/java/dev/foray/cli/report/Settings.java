package dev.foray.cli.report;

import dev.foray.cli.screen.Amounts;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobAdmin.NamedCount;
import dev.foray.protocol.ReportAdmin.Code;
import dev.foray.protocol.ReportAdmin.Report;

/** What the job counted, what it was given, and the code that it ran. */
record Settings(Report report, Times times) {
  private static final int LONGEST_NAME = 100;

  void counters(Html html) {
    Grid grid = new Grid("What the job counted, in chunks that are done");
    grid.name("counter").number("count");
    report
        .job()
        .counters()
        .forEach(counter -> grid.row(name(counter), Amounts.count(counter.count())));
    if (grid.isEmpty()) {
      html.element("p", "The job counts nothing.");
    } else {
      grid.write(html);
    }
  }

  /** There may be a thousand. */
  private static String name(NamedCount counter) {
    return Visible.text(counter.name(), LONGEST_NAME);
  }

  void write(Html html) {
    JobSummary job = report.job();
    Grid parameters = new Grid("Parameters").name("parameter").words("value");
    job.parameters().forEach(each -> parameters.row(each.name(), each.text()));
    if (!parameters.isEmpty()) {
      parameters.write(html);
    }
    Grid settings =
        new Grid("Settings, and where each comes from")
            .name("setting")
            .words("value")
            .name("origin");
    job.settings().forEach(each -> settings.row(each.name(), each.value(), each.origin()));
    settings.write(html);
  }

  void code(Html html) {
    Code code = report.code();
    Grid grid = new Grid("The code that ran").name("what").words("which");
    grid.row("job class", report.job().jobClass());
    grid.row("release", code.release());
    if (code.version() != null) {
      grid.row("version", code.version());
    }
    grid.row(
        "given",
        times.moment(code.createdAt())
            + (code.givenBy() == null ? ", with the job" : ", by " + code.givenBy()));
    grid.row(
        "jars",
        Amounts.count(code.jars()) + ", " + Amounts.count(code.bytes() / 1_000) + " kB in all");
    grid.row("submitted by", report.job().submittedBy());
    grid.row("Foray", report.version());
    grid.write(html);
  }
}
