package dev.foray.master.notify;

import dev.foray.master.ledger.ChunkCounts;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.Notification;
import dev.foray.master.ledger.Notification.Event;
import dev.foray.master.wait.Wait;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Progress;
import dev.foray.protocol.Usd;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Sees what somebody is to be told of, and stores it: once for each occasion, also where a Master
 * starts anew, but that a job which stands still then is told of again. A stage of its own, which
 * only reads jobs; {@link Deliveries} sends what it stores. One that ended while no Master was
 * there is told of by the next, for a day.
 */
public final class Notices implements Runnable {
  private static final Set<JobState> LIVE =
      EnumSet.copyOf(
          Arrays.stream(JobState.values()).filter(state -> !state.isTerminal()).toList());
  private static final Duration LOOKED_BACK = Duration.ofDays(1);
  private static final int MOST_ENDS = 100;
  private static final double NEARLY = 0.8;

  private final Ledger ledger;
  private final Wishes wishes;
  private final BiFunction<Job, ChunkCounts, Wait> waits;
  private final Function<JobId, Progress> running;
  private final Function<Job, Optional<Usd>> budgetLeft;
  private final NoticeText text;
  private final InstantSource clock;
  private final StallWatch watch;
  private final Set<JobId> toldOfStall = new HashSet<>();
  private final Map<JobId, Usd> toldOfBudget = new HashMap<>();
  private volatile int stalled;

  /**
   * What jobs say of notifications.
   *
   * @param setting by which a job says whom to tell
   * @param target of a job; empty: nobody
   * @param stallAfter how long it may stand still
   * @param wakes called when there is something to deliver
   */
  public record Wishes(
      String setting,
      Function<Job, Optional<String>> target,
      Function<Job, Duration> stallAfter,
      Runnable wakes) {}

  /**
   * @param running what a job's running attempts have done so far
   * @param budgetLeft of a job's budget; empty where it has none
   * @param ids makes another one each time
   * @param nanoTime a monotonic clock in nanoseconds
   */
  public Notices(
      Ledger ledger,
      Wishes wishes,
      BiFunction<Job, ChunkCounts, Wait> waits,
      Function<JobId, Progress> running,
      Function<Job, Optional<Usd>> budgetLeft,
      Supplier<String> ids,
      String cluster,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.ledger = ledger;
    this.wishes = wishes;
    this.waits = waits;
    this.running = running;
    this.budgetLeft = budgetLeft;
    this.text = new NoticeText(cluster, ids);
    this.clock = clock;
    this.watch = new StallWatch(nanoTime);
  }

  /** Jobs that stand still, whether somebody is to be told of it or not. */
  public int stalled() {
    return stalled;
  }

  @Override
  public void run() {
    lookAtLiveJobs();
    Instant since = clock.instant().minus(LOOKED_BACK);
    for (JobId id : ledger.notifications().endsUntold(wishes.setting(), since, MOST_ENDS)) {
      ledger.jobs().find(id).ifPresent(this::ended);
    }
  }

  private void lookAtLiveJobs() {
    List<JobId> watched = new ArrayList<>();
    int standing = 0;
    List<Job> live = ledger.jobs().inState(LIVE);
    for (Job job : live) {
      if (job.pause() == null) {
        watched.add(job.id());
        standing += lookForStall(job) ? 1 : 0;
      }
      budget(job);
    }
    watch.keepOnly(watched);
    toldOfStall.retainAll(watched);
    toldOfBudget.keySet().retainAll(live.stream().map(Job::id).toList());
    stalled = standing;
  }

  private boolean lookForStall(Job job) {
    ChunkCounts counts = ledger.chunks().counts(job.id());
    Wait wait = waits.apply(job, counts);
    Progress progress = counts.progress().plus(running.apply(job.id()));
    Duration still =
        watch.look(
            job.id(),
            List.of(
                job.state(),
                wait.code(),
                List.of(counts.ready(), counts.running(), counts.done(), counts.failed()),
                List.of(progress.pairsRead(), progress.pairsMapped(), progress.pairsWritten())));
    if (still.compareTo(wishes.stallAfter().apply(job)) < 0) {
      toldOfStall.remove(job.id());
      return false;
    }
    if (toldOfStall.add(job.id())) {
      Instant since = clock.instant().minus(still).truncatedTo(ChronoUnit.SECONDS);
      tell(job, Event.STALLED, since.toString(), NoticeText.stalled(job, still, wait));
    }
    return true;
  }

  private void budget(Job job) {
    Usd whole = job.bounds().budget();
    Optional<Usd> left = whole == null ? Optional.empty() : budgetLeft.apply(job);
    if (whole == null || left.isEmpty()) {
      return;
    }
    double part = whole.toDecimal().doubleValue();
    double used = 1 - left.get().toDecimal().doubleValue() / part;
    if (used >= NEARLY && !whole.equals(toldOfBudget.put(job.id(), whole))) {
      tell(job, Event.BUDGET, whole.toString(), NoticeText.budget(job, used, whole));
    }
  }

  private void ended(Job job) {
    Event event =
        switch (job.state()) {
          case SUCCEEDED -> Event.SUCCEEDED;
          case FAILED -> Event.FAILED;
          case CANCELLED -> Event.CANCELLED;
          case ACCEPTED, PLANNING, RUNNING, FINISHING -> null;
        };
    if (event != null) {
      ChunkCounts counts = ledger.chunks().counts(job.id());
      tell(job, event, String.valueOf(job.endedAt()), NoticeText.ended(job, counts));
    }
  }

  private void tell(Job job, Event event, String occasion, String sentence) {
    Optional<String> target = job.dryRun() ? Optional.empty() : wishes.target().apply(job);
    if (target.isEmpty()) {
      return;
    }
    ChunkCounts counts = ledger.chunks().counts(job.id());
    Notification notification =
        text.of(job, counts, event, occasion, target.get(), sentence, clock.instant());
    if (ledger.notifications().add(notification)) {
      NotifyLog.due(notification);
      wishes.wakes().run();
    }
  }
}
