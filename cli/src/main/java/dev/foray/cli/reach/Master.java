package dev.foray.cli.reach;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.FleetAdmin.NodeDetail;
import dev.foray.protocol.FleetAdmin.NodeSummary;
import dev.foray.protocol.IdentityAdmin.CertificateSummary;
import dev.foray.protocol.IdentityAdmin.Invitation;
import dev.foray.protocol.JobAdmin.Forecast;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobAdmin.MasterStatus;
import dev.foray.protocol.JobAdmin.Retry;
import dev.foray.protocol.JobAdmin.Steered;
import dev.foray.protocol.JobAdmin.Submission;
import dev.foray.protocol.JobAdmin.Submitted;
import dev.foray.protocol.JobAdmin.Why;
import dev.foray.protocol.JobId;
import dev.foray.protocol.LogAdmin.AttemptSummary;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import dev.foray.protocol.LogAdmin.SkippedPair;
import dev.foray.protocol.LogPiece;
import dev.foray.protocol.Refused;
import dev.foray.protocol.ReleaseAdmin.Promoted;
import dev.foray.protocol.ReleaseAdmin.ReleaseDetail;
import dev.foray.protocol.ReleaseAdmin.ReleaseList;
import dev.foray.protocol.ReportAdmin.Report;
import dev.foray.protocol.Role;
import dev.foray.protocol.Step;
import dev.foray.protocol.Watch.Glance;
import dev.foray.protocol.Watch.Look;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command may ask of the Master. Each call may be repeated; one that ends with {@link
 * NoMaster} may succeed later, also at a Master that was started anew.
 */
public interface Master {
  MasterStatus status() throws Refused;

  Submitted submit(Submission submission) throws Refused;

  List<JobSummary> jobs(int most) throws Refused;

  JobSummary job(JobId job) throws Refused;

  Why why(JobId job) throws Refused;

  Forecast forecast(JobId job) throws Refused;

  void cancel(JobId job, String by) throws Refused;

  Steered pause(JobId job, String by) throws Refused;

  Steered resume(JobId job, String by) throws Refused;

  /**
   * @param chunks null: no limit
   */
  Steered limit(JobId job, @Nullable Integer chunks, String by) throws Refused;

  /**
   * @param usd null: no budget
   */
  Steered budget(JobId job, @Nullable String usd, String by) throws Refused;

  Steered retry(Retry retry) throws Refused;

  void tryNotification(String target, String by) throws Refused;

  List<ChunkSummary> chunks(JobId job, int from, int most, @Nullable ChunkState state)
      throws Refused;

  List<SkippedPair> skipped(JobId job, int from, int most) throws Refused;

  List<AttemptSummary> attempts(JobId job, Step step, int chunk) throws Refused;

  LogPiece readLog(AttemptId attempt, long offset, int mostBytes) throws Refused;

  LogPiece readNodeLog(String node, long offset, int mostBytes) throws Refused;

  String stacks(AttemptId attempt) throws Refused;

  List<NodeSummary> nodes() throws Refused;

  NodeDetail node(String node) throws Refused;

  NodeSummary drain(String node, String by) throws Refused;

  Invitation invite(String name, Role role) throws Refused;

  /** What whoever asks may do. */
  Role role() throws Refused;

  List<CertificateSummary> certificates() throws Refused;

  void revoke(String name) throws Refused;

  ReleaseList releases(int most) throws Refused;

  ReleaseDetail release(String release) throws Refused;

  Promoted promote(String release, String by) throws Refused;

  Promoted rollBack(String from, String by) throws Refused;

  /** What a console shows; see {@link dev.foray.protocol.Watch}. */
  Look look(Glance glance) throws Refused;

  Report report(JobId job) throws Refused;
}
