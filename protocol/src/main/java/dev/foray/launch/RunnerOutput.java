package dev.foray.launch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a runner prints into the log of the attempt that it works at, to the end of the
 * output. What it prints between two attempts begins the log of the next. A process that the runner
 * left behind may hold that output open for ever: {@link #awaitEnd} then ends the log without it,
 * and what it prints later goes nowhere. Made by {@link RunnerProcess}.
 */
final class RunnerOutput {
  private static final int MOST_BETWEEN = 64 << 10;

  private final InputStream output;
  private final CountDownLatch end = new CountDownLatch(1);
  private final ByteArrayOutputStream between = new ByteArrayOutputStream();
  private @Nullable Page page;
  private @Nullable Runnable due;
  private boolean closed;

  /** The log of one attempt. */
  private final class Page implements EndMark.Sink {
    private final AttemptLogWriter log;
    private final EndMark mark;
    private final Runnable marked;
    private final boolean last;

    Page(AttemptLogWriter log, EndMark mark, boolean last, Runnable marked) {
      this.log = log;
      this.mark = mark;
      this.last = last;
      this.marked = marked;
    }

    @Override
    public void take(byte[] bytes, int offset, int length) {
      if (page == this) {
        log.write(bytes, offset, length);
      } else {
        keepBetween(bytes, offset, length);
      }
    }

    @Override
    public void marked() {
      if (last) {
        log.unmark();
      } else {
        log.close();
        page = null;
      }
      due = marked;
    }
  }

  RunnerOutput(InputStream output) {
    this.output = output;
  }

  /**
   * From now on it is this attempt's.
   *
   * @param last what is printed behind the mark belongs to the attempt, too: it is the last one
   * @param marked told of the mark, on the thread that drains; all before it is in the log
   */
  synchronized void turnTo(AttemptLogWriter log, EndMark mark, boolean last, Runnable marked) {
    log.write(between.toByteArray(), 0, between.size());
    between.reset();
    if (closed) {
      log.close();
    } else {
      page = new Page(log, mark, last, marked);
    }
  }

  /** Reads on whatever becomes of the log, so that the runner never waits for it. */
  void drain() {
    byte[] buffer = new byte[1 << 16];
    try {
      for (int length = output.read(buffer); length >= 0; length = output.read(buffer)) {
        keep(buffer, length);
        tellOfTheMark();
      }
    } catch (IOException e) {
      // The pipe is gone with its process: that is its end.
    } finally {
      end.countDown();
    }
  }

  /** Waits a bounded time for the last output, then ends the log. */
  void awaitEnd(int seconds) throws InterruptedException {
    boolean ended = end.await(seconds, TimeUnit.SECONDS);
    close(ended);
  }

  private synchronized void keep(byte[] bytes, int length) {
    if (closed) {
      return;
    }
    Page now = page;
    if (now == null) {
      keepBetween(bytes, 0, length);
    } else {
      now.mark.scan(bytes, length, now);
    }
  }

  /** Outside of the lock: what follows from an attempt's end is not this one's to know. */
  private void tellOfTheMark() {
    Runnable told;
    synchronized (this) {
      told = due;
      due = null;
    }
    if (told != null) {
      told.run();
    }
  }

  private void keepBetween(byte[] bytes, int offset, int length) {
    between.write(bytes, offset, Math.min(length, MOST_BETWEEN - between.size()));
  }

  private synchronized void close(boolean ended) {
    closed = true;
    Page now = page;
    if (now == null) {
      return;
    }
    if (!ended) {
      now.log.say(
          "Foray: the runner has ended, but a process that it left behind holds its output; what"
              + " that one prints from now on is not kept");
    }
    now.log.close();
  }
}
