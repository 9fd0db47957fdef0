package dev.foray.master;

import dev.foray.master.admin.AttemptLogs;
import dev.foray.master.admin.AttemptStacks;
import dev.foray.master.admin.FleetAdminEndpoint;
import dev.foray.master.admin.JobAdminEndpoint;
import dev.foray.master.admin.JobView;
import dev.foray.master.admin.JobWatch;
import dev.foray.master.admin.LogAdminEndpoint;
import dev.foray.master.admin.NodeLogs;
import dev.foray.master.admin.ReleaseAdminEndpoint;
import dev.foray.master.admin.ReportAdminEndpoint;
import dev.foray.master.admin.WatchEndpoint;
import dev.foray.master.dispatch.Dispatcher;
import dev.foray.master.dispatch.Roster;
import dev.foray.master.dispatch.WorkerDeskEndpoint;
import dev.foray.master.fleet.Outlook;
import dev.foray.master.fleet.Size;
import dev.foray.master.https.Route;
import dev.foray.master.ledger.Job;
import dev.foray.master.metrics.Metrics;
import dev.foray.master.outcome.AttemptDeskEndpoint;
import dev.foray.master.report.JobReports;
import dev.foray.master.submit.BoundsCheck;
import dev.foray.master.submit.Retries;
import dev.foray.master.submit.Submissions;
import dev.foray.protocol.JobAdmin.MasterStatus;
import dev.foray.protocol.Names;
import dev.foray.protocol.ProtocolVersion;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Role;
import dev.foray.protocol.WorkerDesk.AttemptEnd;
import java.io.IOException;
import java.rmi.Remote;
import java.time.Instant;

/**
 * What a {@link Master} answers to whom: the desks of workers, of attempts and of people, each made
 * of the Master's parts. Made by it once, and gone with its doors.
 */
final class MasterDesks {
  private final Master master;

  MasterDesks(Master master) {
    this.master = master;
  }

  /** Before the loops start: whoever calls is answered from then on. */
  void open() throws IOException {
    serve(
        Names.WORKER_DESK,
        new WorkerDeskEndpoint(
            master.ledger,
            master.roster,
            master.line,
            master.settings.lease(),
            master.doors.httpsAddress(),
            master.clock,
            workerEvents()));
    serve(
        Names.ATTEMPT_DESK,
        new AttemptDeskEndpoint(
            master.ledger, master.endings, master.reports, master.pace, master.clock));
    serve(Names.RELEASE_ADMIN, new ReleaseAdminEndpoint(master.ledger, master.current));
    FleetAdminEndpoint fleetDesk =
        new FleetAdminEndpoint(master.ledger, master.roster, this::drain, master.clock);
    serve(Names.FLEET_ADMIN, fleetDesk);
    serve(Names.IDENTITY_ADMIN, master.doors.identityAdmin(this::shutOut));
    AttemptStacks stacks =
        new AttemptStacks(master.roster, master.line, master.runners.onHost()::stacks);
    LogAdminEndpoint logDesk =
        new LogAdminEndpoint(master.ledger, master.pace, attemptLogs(), nodeLogs(), stacks);
    serve(Names.LOG_ADMIN, logDesk);
    JobView view =
        new JobView(
            master.ledger,
            master.roster,
            master.pace,
            master.waits,
            this::slotsInEarnest,
            master.bills::of,
            master.jobSettings::listed,
            master.post::complaint,
            master.clock);
    serve(
        Names.WATCH,
        new WatchEndpoint(
            status().epoch(),
            new JobWatch(master.ledger, master.roster, view, master.waits, logDesk),
            logDesk,
            fleetDesk,
            System::nanoTime));
    serve(
        Names.REPORT_ADMIN,
        new ReportAdminEndpoint(
            master.ledger,
            view,
            master.waits,
            logDesk,
            new JobReports(
                master.ledger, status().version(), master.estimates::beforehand, master.clock)));
    BoundsCheck bounds = new BoundsCheck(master.prices);
    Submissions submissions =
        new Submissions(
            master.releases,
            master.current,
            master.ledger,
            master.settings.jobSettings(),
            bounds,
            master.post::check,
            master.clock);
    Retries retries = new Retries(master.releases, master.ledger);
    serve(
        Names.JOB_ADMIN,
        new JobAdminEndpoint(
            status(),
            master.ledger,
            submissions::submit,
            retries::retry,
            view,
            master.waits,
            job -> master.fleetLoop.sizeFor(job).map(Size::why),
            master.post,
            outlook()::of,
            bounds,
            master.clock,
            master::wakeAll));
    openMetrics();
  }

  private void serve(String name, Remote service) throws IOException {
    master.doors.serve(
        name, master.metrics.map(measured -> measured.timed(service)).orElse(service));
  }

  private void openMetrics() throws IOException {
    if (master.metrics.isPresent() && master.settings.metricsBind().isPresent()) {
      MetricsBind bind = master.settings.metricsBind().get();
      Metrics measured =
          master
              .metrics
              .get()
              .reading(
                  master.fleet.name(),
                  master.roster::all,
                  master.waits::of,
                  master.pace::pairsPerSecond,
                  master.budgets::left,
                  master.post::stalled,
                  master.clock,
                  System::nanoTime);
      Route route = measured.route(bind.isForThisHostAlone() ? null : Role.VIEWER);
      MasterLog.measured(bind, master.doors.openMetrics(bind, route));
    }
  }

  private Outlook outlook() {
    return new Outlook(
        master.sizing(),
        master.terms(),
        master.jobSettings::inEarnest,
        master.nodes.machine(),
        Dispatcher.CONNECTIONS_PER_CHUNK);
  }

  private WorkerDeskEndpoint.Events workerEvents() {
    return new WorkerDeskEndpoint.Events() {
      @Override
      public void roomChanged() {
        master.wakeAll();
      }

      @Override
      public void exited(AttemptEnd end) {
        master.endings.exited(end);
        master.dispatching.wake();
      }

      @Override
      public String renewed(String node, String request) throws Refused {
        return master.doors.renewed(node, request);
      }

      @Override
      public void leaving(String worker, String why) {
        MasterLog.leaving(worker, "its machine is about to go: " + why);
        master.crew.drain(worker);
        master.wakeAll();
      }

      @Override
      public void lost(String worker, String why) {
        master.loss.lost(worker, why);
      }

      @Override
      public void left(String worker) {
        master.loss.left(worker);
      }
    };
  }

  private void drain(String worker, String by) {
    MasterLog.leaving(worker, by + " asks for it");
    master.crew.drain(worker);
    master.wakeAll();
  }

  /** What its worker had is taken from it at once, as if its lease were over. */
  private void shutOut(String node) {
    for (Roster.Standing standing : master.roster.all()) {
      if (standing.worker().node().equals(node)) {
        master.loss.lost(standing.worker().id(), "it was shut out");
      }
    }
    master.wakeAll();
  }

  private AttemptLogs attemptLogs() {
    return new AttemptLogs(
        master.ledger,
        master.roster,
        master.line,
        master.runners.onHost()::logOf,
        master.settings.dataDirectory().resolve("nodes"),
        master.logs::read);
  }

  private NodeLogs nodeLogs() {
    return new NodeLogs(
        master.ledger, master.settings.dataDirectory().resolve("nodes"), master.fleet::console);
  }

  private MasterStatus status() {
    return new MasterStatus(
        ProtocolVersion.CURRENT,
        version(),
        ProcessHandle.current().pid(),
        master.ledger.epoch(),
        Instant.now(),
        master.settings.dataDirectory().toString(),
        master.ledger.describe());
  }

  private static String version() {
    String version = Master.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  /** Chunks of a job in earnest that may run at once: of a dry run it is one. */
  private int slotsInEarnest(Job job) {
    return Math.min(
        master.sizing().mostSlots(), master.jobSettings.inEarnest(job).maxRunningChunks());
  }
}
