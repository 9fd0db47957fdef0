package dev.foray.master.admin;

import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.report.JobReports;
import dev.foray.protocol.JobId;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import dev.foray.protocol.Refused;
import dev.foray.protocol.ReportAdmin;
import java.util.Optional;

/** What the CLI asks for a report. */
public final class ReportAdminEndpoint implements ReportAdmin {
  private static final int LONGEST_TEXT = 2_000;

  private final Ledger ledger;
  private final JobView view;
  private final Waits waits;
  private final LogAdminEndpoint logs;
  private final JobReports reports;

  public ReportAdminEndpoint(
      Ledger ledger, JobView view, Waits waits, LogAdminEndpoint logs, JobReports reports) {
    this.ledger = ledger;
    this.view = view;
    this.waits = waits;
    this.logs = logs;
    this.reports = reports;
  }

  @Override
  public Report report(JobId id) throws Refused {
    Job job = ledger.jobs().find(id).orElseThrow(() -> Missing.job(ledger, id));
    String why = waits.of(job, ledger.chunks().counts(id)).sentence();
    return reports.of(job, view.of(job), why, this::chunk);
  }

  private Optional<ChunkSummary> chunk(Job job, int chunk) {
    return logs.chunk(job.id(), chunk).map(found -> JobWatch.brief(found, LONGEST_TEXT));
  }
}
