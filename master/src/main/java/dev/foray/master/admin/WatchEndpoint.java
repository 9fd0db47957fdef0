package dev.foray.master.admin;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Cells;
import dev.foray.protocol.ExitCode;
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
  /** Of a list: an answer has less than 20,000 bytes. */
  static final int MOST_LISTED = 19_000;

  private static final int MOST_BYTES = 19_500;
  private static final int LOG_BYTES = 12_000;
  private static final int MOST_ATTEMPTS = 12;
  private static final int LONGEST_FAILURE = 800;
  private static final int LONGEST_OF_CHUNK = 600;
  private static final Cells NO_CELLS = new Cells(0, 0, 0, 0, "");

  private final long epoch;
  private final JobWatch jobs;
  private final LogAdminEndpoint logs;
  private final FleetAdminEndpoint fleet;
  private final OnceASecond<Subject, JobWatch.Lines> lines;
  private final OnceASecond<Subject, NodeWatch.Seen> nodes;
  private final OnceASecond<JobId, Watched> watched;
  private final AtomicLong versions = new AtomicLong();

  /**
   * A job and the changes of its chunks; the latter are guarded by themselves.
   *
   * @param room bytes that the rest leaves for the states of chunks
   */
  private record Watched(JobWatch.Seen seen, ChunkChanges changes, int room) {}

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
      case JOBS -> jobs();
      case JOB -> new Look(epoch, null, job(glance), null, null, null);
      case CHUNK -> new Look(epoch, null, null, chunk(glance), null, null);
      case NODES -> nodes();
      case LOG -> new Look(epoch, null, null, null, null, log(glance));
    };
  }

  private Look jobs() throws Refused {
    JobWatch.Lines now = lines.ask(Subject.JOBS, old -> jobs.lines());
    return new Look(epoch, now.jobs(), null, null, null, null, now.more());
  }

  private Look nodes() throws Refused {
    NodeWatch.Seen now = nodes.ask(Subject.NODES, old -> NodeWatch.of(fleet.nodes()));
    return new Look(epoch, null, null, null, now.nodes(), null, now.more());
  }

  private JobLook job(Glance glance) throws Refused {
    JobId id = named(glance.job());
    Watched now = watched.ask(id, before -> again(id, before));
    synchronized (now.changes()) {
      return look(now.seen(), now.changes().since(glance.since(), glance.from(), now.room()));
    }
  }

  private static JobLook look(JobWatch.Seen seen, Cells cells) {
    return new JobLook(
        seen.summary(), seen.why(), seen.slots(), seen.causes(), seen.stragglers(), cells);
  }

  private Watched again(JobId id, @Nullable Watched before) throws Refused {
    JobWatch.Seen seen = jobs.of(id, before == null ? null : before.seen());
    ChunkChanges changes = before == null ? new ChunkChanges(versions.get()) : before.changes();
    synchronized (changes) {
      changes.put(seen.states());
      versions.accumulateAndGet(changes.version(), Math::max);
    }
    Look rest = new Look(epoch, null, look(seen, NO_CELLS), null, null, null);
    return new Watched(seen, changes, MOST_BYTES - Weight.of(rest));
  }

  private ChunkLook chunk(Glance glance) throws Refused {
    JobId id = named(glance.job());
    List<AttemptSummary> attempts = logs.attempts(id, Step.CHUNK, glance.chunk());
    ChunkSummary chunk = logs.chunks(id, glance.chunk(), 1, null).get(0);
    int first = Math.max(0, attempts.size() - MOST_ATTEMPTS);
    return new ChunkLook(
        JobWatch.brief(chunk, LONGEST_OF_CHUNK),
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
        attempt.failure() == null ? null : Weight.cut(attempt.failure(), LONGEST_FAILURE),
        attempt.exitCode(),
        attempt.progress());
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
    LogPiece piece = logs.readLog(attempt, offset, LOG_BYTES);
    // What is no text has up to three times as many bytes as it had in the log.
    return Weight.of(piece) <= MOST_LISTED ? piece : logs.readLog(attempt, offset, LOG_BYTES / 2);
  }

  private static JobId named(@Nullable JobId job) throws Refused {
    if (job == null) {
      throw new Refused(ExitCode.WRONG_USE, "which job?");
    }
    return job;
  }
}
