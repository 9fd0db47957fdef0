package dev.foray.master.admin;

import dev.foray.master.dispatch.Roster;
import dev.foray.master.ledger.Attempt;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobAdmin.Limit;
import dev.foray.protocol.JobAdmin.Pause;
import dev.foray.protocol.JobId;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Watch.Cause;
import dev.foray.protocol.Watch.JobLine;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What those who watch see of jobs, put together once a second for all of them. Thread-safe. */
public final class JobWatch {
  private static final int MOST_JOBS = 100;
  private static final int MOST_STRAGGLERS = 8;
  private static final int MOST_RUNNING = 1_000;
  private static final int MOST_FAILED = 1_000;

  /** In bytes, as the next ones. */
  private static final int LONGEST_SENTENCE = 600;

  private static final int LONGEST_CLASS = 300;
  private static final int LONGEST_ASIDE = 150;
  private static final int LONGEST_NAME = 100;

  private final Ledger ledger;
  private final Roster roster;
  private final JobView view;
  private final Waits waits;
  private final LogAdminEndpoint logs;

  /**
   * @param jobs the newest, newest first
   * @param more how many there are besides
   */
  record Lines(List<JobLine> jobs, int more) {}

  /**
   * What of a job is the same for all who watch it.
   *
   * @param failed whose causes these are
   */
  record Seen(
      JobSummary summary,
      String why,
      int slots,
      List<AttemptId> failed,
      List<Cause> causes,
      List<ChunkSummary> stragglers,
      List<@Nullable ChunkState> states) {}

  public JobWatch(Ledger ledger, Roster roster, JobView view, Waits waits, LogAdminEndpoint logs) {
    this.ledger = ledger;
    this.roster = roster;
    this.view = view;
    this.waits = waits;
    this.logs = logs;
  }

  Lines lines() {
    List<JobLine> newest = ledger.jobs().newest(MOST_JOBS).stream().map(this::line).toList();
    List<JobLine> seen = Weight.first(newest, WatchEndpoint.MOST_LISTED);
    long all = ledger.jobs().counts().values().stream().mapToLong(Long::longValue).sum();
    return new Lines(seen, (int) Math.max(0, all - seen.size()));
  }

  private JobLine line(Job job) {
    var counts = ledger.chunks().counts(job.id());
    String name = job.jobClass().substring(job.jobClass().lastIndexOf('.') + 1);
    return new JobLine(
        job.id(),
        Weight.cut(name, LONGEST_NAME) + (job.dryRun() ? " (dry run)" : ""),
        job.state(),
        job.pause() != null && !job.state().isTerminal(),
        job.chunkCount() == null ? -1 : counts.total(),
        counts.running(),
        counts.done(),
        counts.failed(),
        counts.progress().pairsMapped(),
        job.submittedAt(),
        job.endedAt());
  }

  /**
   * @param before what was seen of it the last time; null: nothing
   */
  Seen of(JobId id, @Nullable Seen before) throws Refused {
    Job job = ledger.jobs().find(id).orElseThrow(() -> Missing.job(ledger, id));
    var counts = ledger.chunks().counts(id);
    List<Attempt> failed =
        counts.failed() == 0 ? List.of() : ledger.attempts().failed(id, MOST_FAILED);
    List<AttemptId> whose = failed.stream().map(Attempt::id).toList();
    String why = Weight.cut(waits.of(job, counts).sentence(), LONGEST_SENTENCE);
    return new Seen(
        brief(view.of(job), why),
        why,
        roster.all().stream().mapToInt(one -> one.worker().slots()).sum(),
        whose,
        before != null && before.failed().equals(whose) ? before.causes() : Causes.of(failed),
        counts.running() == 0 ? List.of() : stragglers(id),
        ledger.chunks().states(id));
  }

  private List<ChunkSummary> stragglers(JobId id) throws Refused {
    return List.copyOf(
        logs.chunks(id, 0, MOST_RUNNING, ChunkState.RUNNING).stream()
            .filter(chunk -> chunk.startedAt() != null)
            .sorted(
                Comparator.<ChunkSummary, Instant>comparing(
                    chunk -> Objects.requireNonNullElse(chunk.startedAt(), Instant.MAX)))
            .limit(MOST_STRAGGLERS)
            .map(chunk -> brief(chunk, LONGEST_ASIDE))
            .toList());
  }

  /**
   * @param mostBytes of each of its texts
   */
  static ChunkSummary brief(ChunkSummary chunk, int mostBytes) {
    return new ChunkSummary(
        chunk.index(),
        chunk.state(),
        chunk.attempts(),
        Weight.cut(chunk.covers(), mostBytes),
        chunk.worker(),
        chunk.startedAt(),
        chunk.endedAt(),
        chunk.progress(),
        chunk.notBefore(),
        cut(chunk.failure(), mostBytes));
  }

  /**
   * @param why that it may wait for, too
   */
  private static JobSummary brief(JobSummary job, String why) {
    return new JobSummary(
        job.job(),
        Weight.cut(job.jobClass(), LONGEST_CLASS),
        cut(job.key(), LONGEST_NAME),
        job.state(),
        job.release(),
        Weight.cut(job.submittedBy(), LONGEST_NAME),
        job.submittedAt(),
        job.startedAt(),
        job.endedAt(),
        job.chunks(),
        job.ready(),
        job.running(),
        job.done(),
        job.failed(),
        job.cancelled(),
        job.nodes(),
        job.progress(),
        job.pairsPerSecond(),
        job.left(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        cut(job.failure(), LONGEST_SENTENCE),
        brief(job.pause()),
        brief(job.limit()),
        job.waiting() == null ? null : why,
        null,
        job.bill(),
        cut(job.untold(), LONGEST_SENTENCE));
  }

  private static @Nullable Pause brief(@Nullable Pause pause) {
    return pause == null ? null : new Pause(Weight.cut(pause.by(), LONGEST_NAME), pause.since());
  }

  private static @Nullable Limit brief(@Nullable Limit limit) {
    return limit == null
        ? null
        : new Limit(limit.chunks(), Weight.cut(limit.by(), LONGEST_NAME), limit.since());
  }

  private static @Nullable String cut(@Nullable String text, int mostBytes) {
    return text == null ? null : Weight.cut(text, mostBytes);
  }
}
