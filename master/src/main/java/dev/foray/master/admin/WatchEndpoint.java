package dev.foray.master.admin;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.FleetAdmin.NodeSummary;
import dev.foray.protocol.JobId;
import dev.foray.protocol.LogAdmin.AttemptSummary;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import dev.foray.protocol.LogPiece;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Step;
import dev.foray.protocol.Watch;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Answers consoles that stay open; it keeps nothing of any of them. */
public final class WatchEndpoint implements Watch {
  private static final int LOG_BYTES = 12_000;
  private static final int MOST_NODES = 50;
  private static final int MOST_ATTEMPTS = 12;

  private final long epoch;
  private final JobWatch jobs;
  private final LogAdminEndpoint logs;
  private final FleetAdminEndpoint fleet;
  private final OnceASecond<Subject, List<JobLine>> lines;
  private final OnceASecond<Subject, List<NodeSummary>> nodes;
  private final OnceASecond<JobId, Watched> watched;
  private final AtomicLong versions = new AtomicLong();

  /** A job and the changes of its chunks; the latter are guarded by themselves. */
  private record Watched(JobWatch.Seen seen, ChunkChanges changes) {}

  public WatchEndpoint(
      long epoch,
      JobWatch jobs,
      LogAdminEndpoint logs,
      FleetAdminEndpoint fleet,
      LongSupplier nanos) {
    this.epoch = epoch;
    this.jobs = jobs;
    this.logs = logs;
    this.fleet = fleet;
    lines = new OnceASecond<>(nanos);
    nodes = new OnceASecond<>(nanos);
    watched = new OnceASecond<>(nanos);
  }

  @Override
  public Look look(Glance glance) throws Refused {
    return switch (glance.subject()) {
      case JOBS ->
          new Look(epoch, lines.ask(Subject.JOBS, old -> jobs.lines()), null, null, null, null);
      case JOB -> new Look(epoch, null, job(glance), null, null, null);
      case CHUNK -> new Look(epoch, null, null, chunk(glance), null, null);
      case NODES ->
          new Look(epoch, null, null, null, nodes.ask(Subject.NODES, old -> allNodes()), null);
      case LOG -> new Look(epoch, null, null, null, null, log(glance));
    };
  }

  private JobLook job(Glance glance) throws Refused {
    JobId id = named(glance.job());
    Watched now = watched.ask(id, before -> again(id, before));
    JobWatch.Seen seen = now.seen();
    synchronized (now.changes()) {
      return new JobLook(
          seen.summary(),
          seen.why(),
          seen.slots(),
          seen.causes(),
          seen.stragglers(),
          now.changes().since(glance.since(), glance.from()));
    }
  }

  private Watched again(JobId id, @Nullable Watched before) throws Refused {
    JobWatch.Seen seen = jobs.of(id);
    ChunkChanges changes = before == null ? new ChunkChanges(versions.get()) : before.changes();
    synchronized (changes) {
      changes.put(seen.states());
      versions.accumulateAndGet(changes.version(), Math::max);
    }
    return new Watched(seen, changes);
  }

  private ChunkLook chunk(Glance glance) throws Refused {
    JobId id = named(glance.job());
    List<AttemptSummary> attempts = logs.attempts(id, Step.CHUNK, glance.chunk());
    ChunkSummary chunk = logs.chunks(id, glance.chunk(), 1, null).get(0);
    int first = Math.max(0, attempts.size() - MOST_ATTEMPTS);
    return new ChunkLook(
        JobWatch.brief(chunk),
        List.copyOf(
            attempts.subList(first, attempts.size()).stream().map(WatchEndpoint::brief).toList()));
  }

  private static AttemptSummary brief(AttemptSummary attempt) {
    return new AttemptSummary(
        attempt.attempt(),
        attempt.state(),
        attempt.worker(),
        attempt.startedAt(),
        attempt.workingAt(),
        attempt.endedAt(),
        attempt.kind(),
        attempt.failure() == null
            ? null
            : JobWatch.cut(attempt.failure(), LOG_BYTES / MOST_ATTEMPTS),
        attempt.exitCode(),
        attempt.progress());
  }

  private List<NodeSummary> allNodes() {
    List<NodeSummary> all = fleet.nodes();
    return List.copyOf(all.subList(0, Math.min(MOST_NODES, all.size())));
  }

  private LogPiece log(Glance glance) throws Refused {
    AttemptId attempt = glance.attempt();
    if (attempt == null) {
      throw new Refused(ExitCode.WRONG_USE, "which attempt's log?");
    }
    long offset =
        glance.offset() >= 0
            ? glance.offset()
            : LogEnd.before((from, most) -> logs.readLog(attempt, from, most), LOG_BYTES);
    return logs.readLog(attempt, offset, LOG_BYTES);
  }

  private static JobId named(@Nullable JobId job) throws Refused {
    if (job == null) {
      throw new Refused(ExitCode.WRONG_USE, "which job?");
    }
    return job;
  }
}
