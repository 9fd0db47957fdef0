package dev.foray.cli.reach;

import dev.foray.cli.screen.Amounts;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.FleetAdmin;
import dev.foray.protocol.FleetAdmin.NodeDetail;
import dev.foray.protocol.FleetAdmin.NodeSummary;
import dev.foray.protocol.IdentityAdmin;
import dev.foray.protocol.IdentityAdmin.CertificateSummary;
import dev.foray.protocol.IdentityAdmin.Invitation;
import dev.foray.protocol.JobAdmin;
import dev.foray.protocol.JobAdmin.Forecast;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobAdmin.MasterStatus;
import dev.foray.protocol.JobAdmin.Retry;
import dev.foray.protocol.JobAdmin.Steered;
import dev.foray.protocol.JobAdmin.Submission;
import dev.foray.protocol.JobAdmin.Submitted;
import dev.foray.protocol.JobAdmin.Why;
import dev.foray.protocol.JobId;
import dev.foray.protocol.LogAdmin;
import dev.foray.protocol.LogAdmin.AttemptSummary;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import dev.foray.protocol.LogAdmin.SkippedPair;
import dev.foray.protocol.LogPiece;
import dev.foray.protocol.Names;
import dev.foray.protocol.ProtocolVersion;
import dev.foray.protocol.Refused;
import dev.foray.protocol.ReleaseAdmin;
import dev.foray.protocol.ReleaseAdmin.Promoted;
import dev.foray.protocol.ReleaseAdmin.ReleaseDetail;
import dev.foray.protocol.ReleaseAdmin.ReleaseList;
import dev.foray.protocol.ReportAdmin;
import dev.foray.protocol.ReportAdmin.Report;
import dev.foray.protocol.Role;
import dev.foray.protocol.Step;
import dev.foray.protocol.Watch;
import dev.foray.protocol.Watch.Glance;
import dev.foray.protocol.Watch.Look;
import dev.foray.transport.Identity;
import dev.foray.transport.NoTrust;
import dev.foray.transport.RmiPeer;
import java.rmi.AccessException;
import java.rmi.ConnectException;
import java.rmi.ConnectIOException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The Master over RMI. Dials at the first call, and anew after a call that failed, because a Master
 * that was started again answers under other references. Thread-safe.
 */
public final class MasterEndpoint implements Master {
  private final MasterAddress address;
  private final IdentityFile identity;
  private @Nullable Line dialled;

  /** A Master that answers, with its services, each looked up once. */
  private static final class Line {
    private final Endpoint endpoint;
    private final Identity self;
    private final RmiPeer peer;
    private final Map<String, Remote> services = new ConcurrentHashMap<>();

    Line(Endpoint endpoint, Identity self) {
      this.endpoint = endpoint;
      this.self = self;
      this.peer = new RmiPeer(() -> self);
    }

    <S extends Remote> S service(String name, Class<S> type) throws RemoteException {
      @Nullable Remote known = services.get(name);
      if (known == null) {
        known = peer.master(endpoint, name, type);
        services.put(name, known);
      }
      return type.cast(known);
    }
  }

  public MasterEndpoint(MasterAddress address, IdentityFile identity) {
    this.address = address;
    this.identity = identity;
  }

  @Override
  public MasterStatus status() throws Refused {
    return ask(JobAdmin.class, Names.JOB_ADMIN, jobs -> jobs.master(ProtocolVersion.CURRENT));
  }

  @Override
  public Submitted submit(Submission submission) throws Refused {
    return ask(JobAdmin.class, Names.JOB_ADMIN, jobs -> jobs.submit(submission));
  }

  @Override
  public List<JobSummary> jobs(int most) throws Refused {
    return ask(JobAdmin.class, Names.JOB_ADMIN, jobs -> jobs.jobs(most));
  }

  @Override
  public JobSummary job(JobId job) throws Refused {
    return ask(JobAdmin.class, Names.JOB_ADMIN, jobs -> jobs.job(job));
  }

  @Override
  public Why why(JobId job) throws Refused {
    return ask(JobAdmin.class, Names.JOB_ADMIN, jobs -> jobs.why(job));
  }

  @Override
  public Forecast forecast(JobId job) throws Refused {
    return ask(JobAdmin.class, Names.JOB_ADMIN, jobs -> jobs.forecast(job));
  }

  @Override
  public void cancel(JobId job, String by) throws Refused {
    ask(
        JobAdmin.class,
        Names.JOB_ADMIN,
        jobs -> {
          jobs.cancel(job, by);
          return job;
        });
  }

  @Override
  public Steered pause(JobId job, String by) throws Refused {
    return ask(JobAdmin.class, Names.JOB_ADMIN, jobs -> jobs.pause(job, by));
  }

  @Override
  public Steered resume(JobId job, String by) throws Refused {
    return ask(JobAdmin.class, Names.JOB_ADMIN, jobs -> jobs.resume(job, by));
  }

  @Override
  public Steered limit(JobId job, @Nullable Integer chunks, String by) throws Refused {
    return ask(JobAdmin.class, Names.JOB_ADMIN, jobs -> jobs.limit(job, chunks, by));
  }

  @Override
  public Steered budget(JobId job, @Nullable String usd, String by) throws Refused {
    return ask(JobAdmin.class, Names.JOB_ADMIN, jobs -> jobs.budget(job, usd, by));
  }

  @Override
  public Steered retry(Retry retry) throws Refused {
    return ask(JobAdmin.class, Names.JOB_ADMIN, jobs -> jobs.retry(retry));
  }

  @Override
  public void tryNotification(String target, String by) throws Refused {
    ask(
        JobAdmin.class,
        Names.JOB_ADMIN,
        jobs -> {
          jobs.tryNotification(target, by);
          return target;
        });
  }

  @Override
  public List<ChunkSummary> chunks(JobId job, int from, int most, @Nullable ChunkState state)
      throws Refused {
    return ask(LogAdmin.class, Names.LOG_ADMIN, logs -> logs.chunks(job, from, most, state));
  }

  @Override
  public List<SkippedPair> skipped(JobId job, int from, int most) throws Refused {
    return ask(LogAdmin.class, Names.LOG_ADMIN, logs -> logs.skipped(job, from, most));
  }

  @Override
  public List<AttemptSummary> attempts(JobId job, Step step, int chunk) throws Refused {
    return ask(LogAdmin.class, Names.LOG_ADMIN, logs -> logs.attempts(job, step, chunk));
  }

  @Override
  public LogPiece readLog(AttemptId attempt, long offset, int mostBytes) throws Refused {
    return ask(LogAdmin.class, Names.LOG_ADMIN, logs -> logs.readLog(attempt, offset, mostBytes));
  }

  @Override
  public LogPiece readNodeLog(String node, long offset, int mostBytes) throws Refused {
    return ask(LogAdmin.class, Names.LOG_ADMIN, logs -> logs.readNodeLog(node, offset, mostBytes));
  }

  @Override
  public String stacks(AttemptId attempt) throws Refused {
    return ask(LogAdmin.class, Names.LOG_ADMIN, logs -> logs.stacks(attempt));
  }

  @Override
  public Invitation invite(String name, Role role) throws Refused {
    return ask(
        IdentityAdmin.class, Names.IDENTITY_ADMIN, identities -> identities.invite(name, role));
  }

  @Override
  public Role role() throws Refused {
    return ask(IdentityAdmin.class, Names.IDENTITY_ADMIN, IdentityAdmin::role);
  }

  @Override
  public List<CertificateSummary> certificates() throws Refused {
    return ask(IdentityAdmin.class, Names.IDENTITY_ADMIN, IdentityAdmin::certificates);
  }

  @Override
  public void revoke(String name) throws Refused {
    ask(
        IdentityAdmin.class,
        Names.IDENTITY_ADMIN,
        identities -> {
          identities.revoke(name);
          return name;
        });
  }

  @Override
  public List<NodeSummary> nodes() throws Refused {
    return ask(FleetAdmin.class, Names.FLEET_ADMIN, FleetAdmin::nodes);
  }

  @Override
  public NodeDetail node(String node) throws Refused {
    return ask(FleetAdmin.class, Names.FLEET_ADMIN, fleet -> fleet.node(node));
  }

  @Override
  public NodeSummary drain(String node, String by) throws Refused {
    return ask(FleetAdmin.class, Names.FLEET_ADMIN, fleet -> fleet.drain(node, by));
  }

  @Override
  public ReleaseList releases(int most) throws Refused {
    return ask(ReleaseAdmin.class, Names.RELEASE_ADMIN, releases -> releases.releases(most));
  }

  @Override
  public ReleaseDetail release(String release) throws Refused {
    return ask(ReleaseAdmin.class, Names.RELEASE_ADMIN, releases -> releases.show(release));
  }

  @Override
  public Promoted promote(String release, String by) throws Refused {
    return ask(ReleaseAdmin.class, Names.RELEASE_ADMIN, releases -> releases.promote(release, by));
  }

  @Override
  public Promoted rollBack(String from, String by) throws Refused {
    return ask(ReleaseAdmin.class, Names.RELEASE_ADMIN, releases -> releases.rollBack(from, by));
  }

  @Override
  public Look look(Glance glance) throws Refused {
    return ask(Watch.class, Names.WATCH, watch -> watch.look(glance));
  }

  @Override
  public Report report(JobId job) throws Refused {
    return ask(ReportAdmin.class, Names.REPORT_ADMIN, reports -> reports.report(job));
  }

  private interface Question<S, T> {
    T put(S service) throws RemoteException, Refused;
  }

  private <S extends Remote, T> T ask(Class<S> type, String name, Question<S, T> question)
      throws Refused {
    Line line = dial();
    try {
      return question.put(line.service(name, type));
    } catch (RemoteException e) {
      forget();
      throw noAnswer(line, e);
    }
  }

  /** Where the Master is; that it speaks this version is asked once. */
  private synchronized Line dial() throws Refused {
    if (dialled == null) {
      Endpoint found = address.find();
      Line line = new Line(found, identity.readFor(found));
      try {
        line.service(Names.JOB_ADMIN, JobAdmin.class).master(ProtocolVersion.CURRENT);
        identity.renew(
            found,
            request -> line.service(Names.IDENTITY_ADMIN, IdentityAdmin.class).renew(request));
      } catch (RemoteException e) {
        throw noAnswer(line, e);
      }
      dialled = line;
    }
    return dialled;
  }

  private static NoMaster noAnswer(Line line, RemoteException e) throws Refused {
    boolean unwanted = e instanceof AccessException || e instanceof NoTrust;
    if (unwanted && line.self.expires().isBefore(Instant.now())) {
      throw new Refused(ExitCode.WRONG_USE, ended(line.self));
    }
    if (e instanceof AccessException) {
      throw new Refused(ExitCode.WRONG_USE, String.valueOf(e.getMessage()));
    }
    if (e instanceof NoTrust) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "The Master refuses this identity, or is another one than it belongs to, "
              + e.getMessage()
              + ": ask one of its admins for an invitation (master invite), or name its data"
              + " directory with --data-dir, or an identity file with FORAY_IDENTITY.");
    }
    return e instanceof ConnectException
            || e instanceof ConnectIOException
            || e instanceof UnknownHostException
        ? NoMaster.at(line.endpoint, e)
        : NoMaster.silent(e);
  }

  private static String ended(Identity self) {
    return "Your certificate ended on "
        + Amounts.moment(self.expires())
        + ": ask one of the Master's admins for an invitation (master invite).";
  }

  private synchronized void forget() {
    dialled = null;
  }
}
