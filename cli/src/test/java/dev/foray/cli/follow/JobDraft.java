package dev.foray.cli.follow;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobAdmin.Bill;
import dev.foray.protocol.JobAdmin.ChunkFailure;
import dev.foray.protocol.JobAdmin.DryRun;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobAdmin.Left;
import dev.foray.protocol.JobAdmin.Limit;
import dev.foray.protocol.JobAdmin.NamedCount;
import dev.foray.protocol.JobAdmin.Pause;
import dev.foray.protocol.JobAdmin.Setting;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Progress;
import dev.foray.protocol.Usd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job's summary in the making, for tests. */
public final class JobDraft {
  public static final Instant SUBMITTED = Instant.parse("2026-11-24T08:00:00Z");

  private JobId id = new JobId(17);
  private JobState state = JobState.ACCEPTED;
  private @Nullable String key;
  private @Nullable Instant endedAt;
  private @Nullable Integer chunks;
  private int running;
  private int done;
  private int nodes;
  private double pairsPerSecond;
  private @Nullable Left left;
  private Progress progress = Progress.NONE;
  private final List<NamedCount> counters = new ArrayList<>();
  private final List<ChunkFailure> failedChunks = new ArrayList<>();
  private int failed;
  private int cancelled;
  private @Nullable String failure;
  private @Nullable Pause pause;
  private @Nullable Limit limit;
  private @Nullable String waiting;
  private @Nullable String untold;
  private @Nullable DryRun dryRun;
  private Bill bill = new Bill(0, 0, Usd.ZERO, 0, null, null);

  public static JobDraft job(JobState state) {
    JobDraft draft = new JobDraft();
    draft.state = state;
    return draft;
  }

  public JobDraft id(long number) {
    id = new JobId(number);
    return this;
  }

  public JobDraft key(String key) {
    this.key = key;
    return this;
  }

  public JobDraft chunks(int chunks, int done, int running) {
    this.chunks = chunks;
    this.done = done;
    this.running = running;
    return this;
  }

  public JobDraft nodes(int nodes) {
    this.nodes = nodes;
    return this;
  }

  public JobDraft speed(double pairsPerSecond, long secondsLeft) {
    this.pairsPerSecond = pairsPerSecond;
    this.left = new Left(secondsLeft, secondsLeft, secondsLeft);
    return this;
  }

  public JobDraft pairs(long read, long mapped, long emitted, long written, long skipped) {
    progress = new Progress(read, mapped, emitted, written, skipped);
    return this;
  }

  public JobDraft counter(String name, long count) {
    counters.add(new NamedCount(name, count));
    return this;
  }

  public JobDraft failedChunk(int chunk, int attempt, FailureKind kind, String why) {
    failedChunks.add(new ChunkFailure(AttemptId.ofChunk(id, chunk, attempt), kind, why));
    failed = failedChunks.size();
    return this;
  }

  public JobDraft failed(int failed) {
    this.failed = failed;
    return this;
  }

  public JobDraft cancelled(int cancelled) {
    this.cancelled = cancelled;
    return this;
  }

  public JobDraft because(String failure) {
    this.failure = failure;
    return this;
  }

  public JobDraft pausedBy(String by) {
    pause = new Pause(by, SUBMITTED);
    return this;
  }

  public JobDraft limit(int chunks, String by) {
    limit = new Limit(chunks, by, SUBMITTED);
    return this;
  }

  public JobDraft waiting(String sentence) {
    this.waiting = sentence;
    return this;
  }

  public JobDraft dryRun(DryRun shown) {
    dryRun = shown;
    return this;
  }

  public JobDraft untold(String sentence) {
    untold = sentence;
    return this;
  }

  public JobDraft bill(Bill shown) {
    bill = shown;
    return this;
  }

  public JobDraft endedAfter(long seconds) {
    endedAt = SUBMITTED.plusSeconds(seconds);
    return this;
  }

  public JobSummary summary() {
    int ready = chunks == null ? 0 : chunks - done - running - failed - cancelled;
    return new JobSummary(
        id,
        "dev.example.Revenue",
        key,
        state,
        "3f2a",
        "ada",
        SUBMITTED,
        SUBMITTED,
        endedAt,
        chunks,
        ready,
        running,
        done,
        failed,
        cancelled,
        nodes,
        progress,
        pairsPerSecond,
        left,
        List.copyOf(counters),
        List.of(new NamedText("since", "2026-01-01")),
        List.of(new Setting("mapThreads", "2", "default")),
        List.copyOf(failedChunks),
        failure,
        pause,
        limit,
        waiting,
        dryRun,
        bill,
        untold);
  }
}
