package dev.foray.master.plan;

import dev.foray.master.ledger.Attempt;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.loop.Net;
import dev.foray.master.order.Orders;
import dev.foray.master.outcome.Endings;
import dev.foray.master.wait.Wait;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Step;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * The stage that has plan and finish run: begins an attempt where a job waits for one, and gives up
 * attempts that an earlier Master left behind, whose runners died with it. One thread runs it.
 */
public final class StepRunner implements Runnable {
  /** Runners on the Master's host at once. */
  static final int MOST = 2;

  private final Ledger ledger;
  private final Orders orders;
  private final HostRunners runners;
  private final Endings endings;
  private final InstantSource clock;
  private final Net net = new Net(Duration.ofMillis(500));

  public StepRunner(
      Ledger ledger, Orders orders, HostRunners runners, Endings endings, InstantSource clock) {
    this.ledger = ledger;
    this.orders = orders;
    this.runners = runners;
    this.endings = endings;
    this.clock = clock;
  }

  @Override
  public void run() {
    net.busy(true);
    giveUpWhatNobodyRuns();
    runners.overdue().forEach(this::end);
    List<Job> jobs =
        ledger.jobs().inState(EnumSet.of(JobState.ACCEPTED, JobState.PLANNING, JobState.FINISHING));
    jobs.stream().filter(job -> job.cancelRequestedBy() == null).forEach(this::advance);
    net.busy(!jobs.isEmpty());
  }

  /** When it is to run in any case: while a job waits, its pause ends by the clock. */
  public Net net() {
    return net;
  }

  /** Why no further plan or finish is begun now. */
  public Optional<Wait> holdsBack() {
    return runners.count() < MOST ? Optional.empty() : Optional.of(new Wait.HostBusy(MOST));
  }

  /** Whatever has become of its job: what has committed is entered as such. */
  private void giveUpWhatNobodyRuns() {
    ledger.attempts().alive().stream()
        .map(Attempt::id)
        .filter(attempt -> attempt.step() != Step.CHUNK && !runners.runs(attempt))
        .forEach(attempt -> endings.lost(attempt, "the Master that ran it is gone"));
  }

  private void end(AttemptId attempt) {
    endings.timedOut(attempt, attempt + " took longer than its timeout and was ended");
    runners.kill(attempt);
  }

  private void advance(Job job) {
    boolean finish = job.state() == JobState.FINISHING;
    int number = finish ? job.finishAttempt() : job.planAttempt();
    boolean committed = (finish ? job.finishedBy() : job.plannedBy()) != null;
    if (committed) {
      return;
    }
    AttemptId current =
        finish ? AttemptId.ofFinish(job.id(), number) : AttemptId.ofPlan(job.id(), number);
    boolean begun = number > 0 && isAlive(current);
    if (!begun && job.mayBegin() && runners.count() < MOST && job.isDue(clock.instant())) {
      begin(job, finish);
    }
  }

  private boolean isAlive(AttemptId attempt) {
    Optional<Attempt> row = ledger.attempts().find(attempt);
    return row.isPresent() && !row.get().state().isTerminal();
  }

  private void begin(Job job, boolean finish) {
    Optional<AttemptId> begun =
        finish
            ? ledger.jobs().beginFinish(job, clock.instant())
            : ledger.jobs().beginPlan(job, clock.instant());
    begun.ifPresent(
        attempt -> {
          try {
            runners.start(orders.forStep(job, attempt));
          } catch (IOException e) {
            endings.notStarted(attempt, "its runner can't be started: " + e.getMessage());
          }
        });
  }
}
