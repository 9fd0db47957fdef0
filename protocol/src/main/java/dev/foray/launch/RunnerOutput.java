package dev.foray.launch;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Takes what a runner prints into its log, to the end of the output. A process that the runner left
 * behind may hold that output open for ever: {@link #awaitEnd} then ends the log without it, and
 * what it prints later goes nowhere. Made by {@link RunnerProcess}.
 */
final class RunnerOutput {
  private final InputStream output;
  private final AttemptLogWriter log;
  private final CountDownLatch end = new CountDownLatch(1);
  private boolean closed;

  RunnerOutput(InputStream output, AttemptLogWriter log) {
    this.output = output;
    this.log = log;
  }

  /** Reads on whatever becomes of the log, so that the runner never waits for it. */
  void drain() {
    byte[] buffer = new byte[1 << 16];
    try {
      for (int length = output.read(buffer); length >= 0; length = output.read(buffer)) {
        keep(buffer, length);
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
    if (!closed) {
      log.write(bytes, length);
    }
  }

  private synchronized void close(boolean ended) {
    if (!ended) {
      log.say(
          "Foray: the runner has ended, but a process that it left behind holds its output; what"
              + " that one prints from now on is not kept");
    }
    closed = true;
    log.close();
  }
}
