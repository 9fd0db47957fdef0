package dev.foray.runner.core;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Order;
import dev.foray.protocol.Progress;
import dev.foray.runner.core.AttemptReports.Milestone;
import dev.foray.runner.core.flow.PairCounts;
import dev.foray.runner.core.flow.PhaseTimes;
import dev.foray.runner.core.flow.Remarks;
import dev.foray.runner.core.flow.StageThreads;
import dev.foray.runner.core.flow.StopSignal;
import dev.foray.runner.core.map.PairTrace;
import dev.foray.runner.core.session.Access;
import dev.foray.runner.core.session.JobSession;
import dev.foray.runner.core.session.SessionSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the parts of one attempt share: its order, its database, its stop signal, its counts and its
 * threads. Thread-safe.
 */
final class RunningAttempt implements SessionSource {
  private static final Duration LONG_TRANSACTION = Duration.ofSeconds(60);

  private final Order order;
  private final JobDatabase database;
  private final AttemptReports reports;
  private final StopSignal stop = new StopSignal();
  private final StageThreads threads = new StageThreads(stop);
  private final PairCounts counts = new PairCounts();
  private final PhaseTimes times = new PhaseTimes(System::nanoTime);
  private final AtomicBoolean opened = new AtomicBoolean();
  private volatile long writingSince;
  private volatile boolean remarked;

  RunningAttempt(Order order, JobDatabase database, AttemptReports reports) {
    this.order = order;
    this.database = database;
    this.reports = reports;
  }

  /** A session that the stop signal cancels. */
  @Override
  public JobSession open(Access access) throws SQLException {
    stop.check();
    JobSession session = database.session(access, limit());
    stop.onStop(session::cancel);
    reports.started(session.databaseSession());
    if (opened.compareAndSet(false, true)) {
      reached(Milestone.OPENED);
    }
    return session;
  }

  /** A session that no signal cancels, to see what became of a commit. */
  JobSession openToLook() throws SQLException {
    return database.session(Access.READ, limit());
  }

  /** The write transaction has begun. */
  void writing() {
    writingSince = System.nanoTime();
  }

  /** Warns once of a write transaction that is open for long; called every now and then. */
  void remarkLongTransaction() {
    Duration open = Duration.ofNanos(System.nanoTime() - writingSince);
    if (writingSince != 0 && !remarked && open.compareTo(LONG_TRANSACTION) > 0) {
      remarked = true;
      Remarks.longTransaction(open);
    }
  }

  void reached(Milestone milestone) {
    reports.reached(milestone);
  }

  PairTrace trace(int threads) {
    return reports.trace(threads);
  }

  AttemptId id() {
    return order.attempt();
  }

  Order order() {
    return order;
  }

  JobDatabase database() {
    return database;
  }

  StopSignal stop() {
    return stop;
  }

  StageThreads threads() {
    return threads;
  }

  PairCounts counts() {
    return counts;
  }

  PhaseTimes times() {
    return times;
  }

  /** How far it is, and what that has taken. */
  Progress progress() {
    return counts.progress().in(times.phases());
  }

  private Duration limit() {
    return Duration.ofMillis(order.settings().attemptTimeoutMillis());
  }
}
