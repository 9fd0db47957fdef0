package dev.foray.runner.report;

import dev.foray.launch.MapTrace;
import dev.foray.protocol.AttemptDesk;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.DatabaseSession;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.Progress;
import dev.foray.protocol.RemoteFailure;
import dev.foray.protocol.Step;
import dev.foray.runner.core.AttemptReports;
import dev.foray.runner.core.AttemptResult;
import dev.foray.runner.core.map.PairTrace;
import java.io.IOException;
import java.nio.file.Path;
import java.rmi.AccessException;
import java.rmi.RemoteException;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reports to the Master, in order, from one thread of its own, so that the attempt never waits for
 * the network. A Master that is gone or slow changes nothing: reports are hints, few are tried
 * again, and the end waits for them only a bounded time. Thread-safe.
 */
public final class MasterReports implements AttemptReports, AutoCloseable {
  private static final int MOST_WAITING = 16;
  private static final int TRIES = 3;
  private static final long LAST_REPORTS_SECONDS = 10;

  private final AttemptId attempt;
  private final Desk desk;
  private final Runnable opened;
  private final ThreadPoolExecutor thread;
  private final AtomicReference<@Nullable Progress> latest = new AtomicReference<>();
  private volatile boolean wanted = true;
  private @Nullable AttemptDesk reached;
  private boolean silent;

  /** How the Master's desk is reached; asked again after a call that failed. */
  public interface Desk {
    AttemptDesk reach() throws RemoteException;
  }

  private interface Call {
    void on(AttemptDesk desk) throws RemoteException;
  }

  /**
   * @param opened told that the database is connected, on a thread of the attempt
   */
  public MasterReports(AttemptId attempt, Desk desk, Runnable opened) {
    this.attempt = attempt;
    this.desk = desk;
    this.opened = opened;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            MasterReports::daemon,
            new ThreadPoolExecutor.DiscardPolicy());
  }

  @Override
  public void started(DatabaseSession session) {
    report("started", TRIES, to -> to.started(attempt, session));
  }

  @Override
  public void reached(Milestone milestone) {
    if (milestone == Milestone.OPENED) {
      opened.run();
    }
    Drill.HERE.reached(attempt.step(), milestone);
  }

  /** In a file of the work directory, which the Worker reads when this process has ended. */
  @Override
  public PairTrace trace(int threads) {
    try {
      return new TracedPairs(MapTrace.open(Path.of(""), threads));
    } catch (IOException e) {
      RunnerLog.noTrace(e);
      return PairTrace.NONE;
    }
  }

  @Override
  public boolean progress(Progress progress) {
    if (latest.getAndSet(progress) == null) {
      report("progress", 1, this::sendLatest);
    }
    return wanted;
  }

  /** The last report. */
  public void ended(AttemptResult result) {
    FailureKind kind = result.kind();
    if (kind != null) {
      RemoteFailure failure = RemoteFailure.of(Objects.requireNonNull(result.failure()));
      report("failed", TRIES, to -> to.failed(attempt, kind, failure, result.progress()));
    } else if (attempt.step() == Step.PLAN) {
      report(
          "planned", TRIES, to -> to.planned(attempt, result.plannedChunks(), result.progress()));
    } else {
      report("succeeded", TRIES, to -> to.succeeded(attempt, result.progress()));
    }
  }

  /** Waits a bounded time for what is still to be sent. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LAST_REPORTS_SECONDS, TimeUnit.SECONDS)) {
        RunnerLog.reportsUnfinished(LAST_REPORTS_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendLatest(AttemptDesk to) throws RemoteException {
    Progress progress = latest.getAndSet(null);
    if (progress != null) {
      wanted = to.progress(attempt, progress);
    }
  }

  private void report(String what, int tries, Call call) {
    thread.execute(() -> send(what, tries, call));
  }

  /** On the reports' thread, like all that is below. */
  private void send(String what, int tries, Call call) {
    for (int tried = 1; ; tried++) {
      try {
        call.on(reach());
        if (silent) {
          silent = false;
          RunnerLog.masterBack();
        }
        return;
      } catch (AccessException e) {
        wanted = false; // Another attempt is current, or this one was ended.
        lost(what, e);
        return;
      } catch (RemoteException | RuntimeException e) { // The Master's own come as they are.
        reached = null;
        if (tried == tries) {
          lost(what, e);
          return;
        }
      }
    }
  }

  private AttemptDesk reach() throws RemoteException {
    AttemptDesk known = reached;
    if (known == null) {
      known = desk.reach();
      reached = known;
    }
    return known;
  }

  private void lost(String what, Exception failure) {
    if (!silent) {
      silent = true;
      RunnerLog.masterSilent(what, failure);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "reports");
    thread.setDaemon(true);
    return thread;
  }
}
