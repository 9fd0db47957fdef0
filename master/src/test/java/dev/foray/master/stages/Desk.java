package dev.foray.master.stages;

import dev.foray.master.admin.AttemptLogs;
import dev.foray.master.admin.AttemptStacks;
import dev.foray.master.admin.FleetAdminEndpoint;
import dev.foray.master.admin.JobAdminEndpoint;
import dev.foray.master.admin.JobView;
import dev.foray.master.admin.JobWatch;
import dev.foray.master.admin.LogAdminEndpoint;
import dev.foray.master.admin.NodeLogs;
import dev.foray.master.admin.ReportAdminEndpoint;
import dev.foray.master.admin.Waits;
import dev.foray.master.admin.WatchEndpoint;
import dev.foray.master.bill.ChunkEstimate;
import dev.foray.master.report.JobReports;
import dev.foray.master.submit.BoundsCheck;
import dev.foray.master.wait.Wait;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobAdmin.MasterStatus;
import dev.foray.protocol.JobId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a person can ask of the stages, over a fleet and a host that say what a test says. */
final class Desk {
  static final long EPOCH = 7;

  final JobAdminEndpoint jobs;
  final LogAdminEndpoint logs;
  final ReportAdminEndpoint reports;
  final FleetAdminEndpoint nodes;
  final WatchEndpoint watch;
  final Map<AttemptId, String> threadsOnHost = new HashMap<>();
  Optional<Wait> fleet = Optional.empty();
  Optional<Wait> disk = Optional.empty();
  Optional<Wait> steps = Optional.empty();
  Optional<String> untold = Optional.empty();
  int changes;

  Desk(Stages stages) {
    Waits waits =
        new Waits(
            stages.ledger,
            stages.roster,
            stages.dispatcher,
            () -> fleet,
            () -> steps,
            () -> disk,
            stages.budgets::holdsBack,
            job -> Stages.SETTINGS,
            stages::now);
    JobView view =
        new JobView(
            stages.ledger,
            stages.roster,
            stages.pace,
            waits,
            job -> 1,
            stages.bills::of,
            job -> List.of(),
            job -> untold,
            stages::now);
    jobs =
        new JobAdminEndpoint(
            new MasterStatus(1, "test", 1, 1, Instant.EPOCH, "", ""),
            stages.ledger,
            submission -> {
              throw new UnsupportedOperationException();
            },
            (job, retry) -> stages.retry(job, retry),
            view,
            waits,
            job -> Optional.of("2 nodes for " + job),
            new Told(),
            (job, chunks) -> stages.outlook().of(job, chunks),
            new BoundsCheck(Stages.PRICES),
            stages::now,
            () -> changes++);
    logs =
        new LogAdminEndpoint(
            stages.ledger,
            stages.pace,
            new AttemptLogs(
                stages.ledger,
                stages.roster,
                stages.line,
                id -> Path.of("none"),
                Path.of("none"),
                (id, offset, most) -> Optional.empty()),
            new NodeLogs(stages.ledger, Path.of("none"), node -> Optional.of("console of " + node)),
            new AttemptStacks(
                stages.roster,
                stages.line,
                attempt -> Optional.ofNullable(threadsOnHost.get(attempt))));
    reports =
        new ReportAdminEndpoint(
            stages.ledger,
            view,
            waits,
            logs,
            new JobReports(
                stages.ledger,
                "test",
                job -> new ChunkEstimate(Duration.ofMinutes(1), "assumed"),
                stages::now));
    nodes =
        new FleetAdminEndpoint(
            stages.ledger, stages.roster, (worker, by) -> stages.roster.drain(worker), stages::now);
    JobWatch seen = new JobWatch(stages.ledger, stages.roster, view, waits, logs);
    watch = new WatchEndpoint(EPOCH, seen, logs, nodes, stages::nanos);
  }

  /** Reaches whoever has an address. */
  private final class Told implements JobAdminEndpoint.Telling {
    @Override
    public Optional<String> complaint(JobId job) {
      return untold;
    }

    @Override
    public void tryOut(String target, String by) {}
  }
}
