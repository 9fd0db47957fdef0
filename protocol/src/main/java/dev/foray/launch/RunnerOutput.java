package dev.foray.launch;

import dev.foray.protocol.RunnerCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
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
  private final List<Runnable> due = new ArrayList<>();
  private boolean closed;

  /** The log of one attempt, and the marks that are looked for in what goes there. */
  private final class Page implements Mark.Sink {
    private final AttemptLogWriter log;
    private final boolean last;
    private final Mark openedMark;
    private final Mark endMark;
    private final Mark.Sink behindOpened;
    private final Runnable ended;

    Page(
        AttemptLogWriter log,
        RunnerCommand.Marks marks,
        boolean last,
        Runnable opened,
        Runnable ended) {
      this.log = log;
      this.last = last;
      this.ended = ended;
      this.endMark = new Mark(marks.end());
      this.openedMark = new Mark(marks.opened());
      this.behindOpened =
          new Mark.Sink() {
            @Override
            public void take(byte[] bytes, int offset, int length) {
              endMark.scan(bytes, offset, length, Page.this);
            }

            @Override
            public void marked() {
              due.add(opened);
            }
          };
    }

    void scan(byte[] bytes, int length) {
      openedMark.scan(bytes, 0, length, behindOpened);
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
      due.add(ended);
    }
  }

  RunnerOutput(InputStream output) {
    this.output = output;
  }

  /**
   * From now on it is this attempt's.
   *
   * @param last what is printed behind the end's mark belongs to it, too: it is the last one
   * @param opened told of the first mark, on the thread that drains
   * @param ended told of the end's, there too; all before it is in the log
   */
  synchronized void turnTo(
      AttemptLogWriter log,
      RunnerCommand.Marks marks,
      boolean last,
      Runnable opened,
      Runnable ended) {
    log.write(between.toByteArray(), 0, between.size());
    between.reset();
    if (closed) {
      log.close();
    } else {
      page = new Page(log, marks, last, opened, ended);
    }
  }

  /** Reads on whatever becomes of the log, so that the runner never waits for it. */
  void drain() {
    byte[] buffer = new byte[1 << 16];
    try {
      for (int length = output.read(buffer); length >= 0; length = output.read(buffer)) {
        keep(buffer, length);
        tellOfMarks();
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
      now.scan(bytes, length);
    }
  }

  /** Outside of the lock: what follows from a mark is not this one's to know. */
  private void tellOfMarks() {
    List<Runnable> told;
    synchronized (this) {
      told = List.copyOf(due);
      due.clear();
    }
    told.forEach(Runnable::run);
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
