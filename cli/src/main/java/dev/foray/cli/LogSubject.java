package dev.foray.cli;

import dev.foray.cli.follow.RemoteLog;
import dev.foray.cli.reach.Master;
import dev.foray.cli.screen.Wording;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobAdmin.ChunkFailure;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobId;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import dev.foray.protocol.Refused;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a person wants the logs of: a node, a job, or a chunk, plan, finish or attempt. Of a job it
 * is the last attempt at each chunk that failed, ten at most; where none did, the attempt that
 * began last.
 *
 * @param logs at least one
 */
record LogSubject(Kind kind, String name, List<RemoteLog> logs) {
  private static final Pattern NODE = Pattern.compile("(node-|i-).*");
  private static final Pattern JOB = Pattern.compile("(job-)?\\d{1,18}");
  private static final int MOST_FAILURES = 10;
  private static final int MOST_RUNNING = 1_000;

  enum Kind {
    NODE,
    JOB,
    ATTEMPT
  }

  static LogSubject of(Master master, String what) throws Refused {
    if (NODE.matcher(what).matches()) {
      return new LogSubject(Kind.NODE, what, List.of(RemoteLog.ofNode(master, what)));
    }
    if (JOB.matcher(what).matches()) {
      return ofJob(master, JobId.parse(what));
    }
    if (!LogName.isOne(what)) {
      throw new Refused(ExitCode.WRONG_USE, Wording.noLogName(what));
    }
    AttemptId attempt = LogName.parse(what).attempt(master);
    return new LogSubject(Kind.ATTEMPT, what, List.of(RemoteLog.of(master, attempt)));
  }

  private static LogSubject ofJob(Master master, JobId id) throws Refused {
    JobSummary job = master.job(id);
    List<AttemptId> attempts = job.failedChunks().stream().map(ChunkFailure::attempt).toList();
    if (attempts.isEmpty()) {
      attempts = List.of(last(master, job));
    }
    return new LogSubject(
        Kind.JOB,
        id.toString(),
        attempts.stream()
            .limit(MOST_FAILURES)
            .map(attempt -> RemoteLog.of(master, attempt))
            .toList());
  }

  private static AttemptId last(Master master, JobSummary job) throws Refused {
    if (job.chunks() != null && job.running() > 0) {
      Optional<ChunkSummary> running =
          master.chunks(job.job(), 0, MOST_RUNNING, ChunkState.RUNNING).stream()
              .max(Comparator.comparing(LogSubject::startedAt));
      if (running.isPresent()) {
        ChunkSummary chunk = running.get();
        return AttemptId.ofChunk(job.job(), chunk.index(), chunk.attempts());
      }
    }
    boolean atFinish = job.chunks() != null && job.done() == job.chunks();
    AttemptId first = atFinish ? AttemptId.ofFinish(job.job(), 1) : AttemptId.ofPlan(job.job(), 1);
    return new LogName(first, true).attempt(master);
  }

  private static Instant startedAt(ChunkSummary chunk) {
    return Objects.requireNonNullElse(chunk.startedAt(), Instant.MIN);
  }
}
