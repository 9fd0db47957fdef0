package dev.foray.cli.report;

import dev.foray.cli.screen.Amounts;
import dev.foray.protocol.JobAdmin.Bill;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.ReportAdmin.Report;
import dev.foray.protocol.Usd;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What the job cost, as a whole and by what it did. */
record Costs(Report report) {
  private static final long THOUSAND = 1_000;
  private static final int DIGITS = 6;

  void write(Html html) {
    JobSummary job = report.job();
    Grid grid =
        new Grid("Billed node time and money").name("for").number("node time").number("USD");
    row(grid, "the job", 1, 1);
    row(grid, "one chunk that is done", 1, job.done());
    row(grid, "1,000 pairs read", THOUSAND, job.progress().pairsRead());
    row(grid, "1,000 pairs written", THOUSAND, job.progress().pairsWritten());
    grid.write(html);
    html.element("p", explanation(job.bill()), "class", "soft");
  }

  /** So many of that many. */
  private void row(Grid grid, String what, long part, long all) {
    if (all > 0) {
      Bill bill = report.job().bill();
      grid.row(
          what,
          Times.length(Math.round(1e3 * bill.seconds() * part / all)),
          isPriced(bill) ? money(bill.usd(), part, all) : "");
    }
  }

  private static boolean isPriced(Bill bill) {
    return bill.unpriced() < bill.nodes();
  }

  private static String money(Usd usd, long part, long all) {
    BigDecimal each =
        usd.toDecimal()
            .multiply(BigDecimal.valueOf(part))
            .divide(BigDecimal.valueOf(all), DIGITS, RoundingMode.HALF_UP);
    return each.compareTo(BigDecimal.ONE) >= 0
        ? each.setScale(2, RoundingMode.HALF_UP).toPlainString()
        : each.stripTrailingZeros().toPlainString();
  }

  private static String explanation(Bill bill) {
    String unpriced =
        bill.unpriced() == 0
            ? ""
            : " The price of " + Amounts.count(bill.unpriced(), "node") + " is not known.";
    return "All nodes from the job's submission on, those that other jobs used meanwhile, too; of"
        + " each node a minute at least."
        + unpriced;
  }
}
