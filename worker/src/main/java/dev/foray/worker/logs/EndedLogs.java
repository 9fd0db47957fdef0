package dev.foray.worker.logs;

import dev.foray.launch.LogCopy;
import dev.foray.protocol.AttemptId;
import dev.foray.worker.report.Loop;
import dev.foray.worker.report.WorkerLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Logs of attempts that have ended and that the Master does not have yet. Those of attempts that
 * failed are sent at once; the others a little later, or when this node is about to end: by then a
 * short job is over, and waits for nobody. A Master that is away is tried again. In memory: what a
 * worker that is killed has not sent goes with its node. One loop runs it, any thread adds.
 * Thread-safe; sends outside of its lock.
 */
public final class EndedLogs implements Loop.Step {
  private static final Duration LATER = Duration.ofSeconds(10);
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final int MOST_WAITING = 200;

  private final LogTaker taker;
  private final Function<AttemptId, Path> files;
  private final Deque<AttemptId> failed = new ArrayDeque<>();
  private final Deque<AttemptId> others = new ArrayDeque<>();
  private final LongSupplier nanoTime;
  private long waitingSince;
  private boolean hurries;
  private boolean sending;

  /**
   * @param files where the log of an attempt lies
   * @param nanoTime a monotonic clock in nanoseconds
   */
  public EndedLogs(LogTaker taker, Function<AttemptId, Path> files, LongSupplier nanoTime) {
    this.taker = taker;
    this.files = files;
    this.nanoTime = nanoTime;
  }

  /**
   * @return whether there is something to send at once
   */
  public synchronized boolean add(AttemptId attempt, boolean hasFailed) {
    if (others.isEmpty()) {
      waitingSince = nanoTime.getAsLong();
    }
    (hasFailed ? failed : others).add(attempt);
    return hasFailed || othersAreDue();
  }

  /** From now on nothing waits: this node is about to end. */
  public synchronized void hurry() {
    hurries = true;
  }

  public synchronized boolean isEmpty() {
    return failed.isEmpty() && others.isEmpty() && !sending;
  }

  /** Waits until the Master has all, for so long at most; false: it has not. */
  public synchronized boolean awaitEmpty(Duration longest) throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    for (long left = longest.toMillis(); !isEmpty() && left > 0; ) {
      wait(left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
    return isEmpty();
  }

  /** How many the Master does not have. */
  public synchronized int left() {
    return failed.size() + others.size();
  }

  /** Sends what failed first; of the others, all once they have waited. */
  @Override
  public Duration runOnce() {
    boolean all = othersAreDue();
    for (AttemptId next = next(all); next != null; next = next(all)) {
      if (!send(next)) {
        return RETRY;
      }
    }
    return LATER;
  }

  private synchronized boolean othersAreDue() {
    return hurries
        || others.size() >= MOST_WAITING
        || nanoTime.getAsLong() - waitingSince >= LATER.toNanos();
  }

  private synchronized @Nullable AttemptId next(boolean all) {
    AttemptId next = failed.isEmpty() && all ? others.poll() : failed.poll();
    sending = next != null;
    notifyAll();
    return next;
  }

  private boolean send(AttemptId attempt) {
    try {
      LogCopy log = LogCopy.of(files.apply(attempt));
      if (log.isThere()) {
        taker.take(attempt, log);
      }
      return true;
    } catch (LogTaker.NotTaken e) {
      WorkerLog.logNotTaken(attempt, String.valueOf(e.getMessage()));
      return true;
    } catch (IOException e) {
      WorkerLog.logNotSentYet(attempt, e);
      again(attempt);
      return false;
    }
  }

  private synchronized void again(AttemptId attempt) {
    failed.addFirst(attempt);
    sending = false;
  }
}
