package dev.foray.cli;

import dev.foray.cli.reach.Master;
import dev.foray.cli.reach.NoMaster;
import dev.foray.cli.reach.ThrowawayMaster;
import dev.foray.cli.screen.Screen;
import dev.foray.cli.screen.Wording;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Refused;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What Ctrl-C does to {@code master run}: the job is cancelled, the command follows it to its end
 * as before and stops the Master, and only then does this process end. Runs in a thread of its own.
 */
final class Cancelling implements Runnable {
  private static final long LONGEST_SECONDS = 60;

  private final ThrowawayMaster process;
  private final Screen screen;
  private final CountDownLatch over = new CountDownLatch(1);
  private @Nullable Running running;

  private record Running(Master master, JobId job) {}

  Cancelling(ThrowawayMaster process, Screen screen) {
    this.process = process;
    this.screen = screen;
  }

  /** From now on there is a job to cancel. */
  synchronized void knows(Master master, JobId job) {
    running = new Running(master, job);
  }

  /** The command has stopped its Master. */
  void over() {
    over.countDown();
  }

  @Override
  public void run() {
    Running now = running();
    if (now == null) {
      screen.lastWord(Wording.interruptedEarly());
    } else {
      cancel(now);
    }
    process.close();
  }

  private void cancel(Running now) {
    screen.complain(Wording.cancelling(now.job));
    try {
      now.master.cancel(now.job, Surroundings.user());
      if (!over.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        screen.lastWord(Wording.stillCancelling(now.job, LONGEST_SECONDS));
      }
    } catch (Refused | NoMaster e) {
      screen.complain(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable Running running() {
    return running;
  }
}
