package dev.foray.runner.boot;

import dev.foray.launch.RunnerExit;
import dev.foray.protocol.Order;
import dev.foray.protocol.Progress;
import dev.foray.protocol.RunnerCommand;
import dev.foray.runner.core.AttemptContext;
import dev.foray.runner.core.AttemptResult;
import dev.foray.runner.core.AttemptRun;
import dev.foray.runner.core.failure.FailureKinds;
import dev.foray.runner.report.MasterReports;
import dev.foray.runner.report.OrderDesk;
import dev.foray.runner.report.RunnerLog;
import org.jspecify.annotations.Nullable;

/**
 * The attempts that take their turns in this process, all of one job, mostly one. Starts the job
 * before the first, or beforehand; runs each, and tells the Master. What fails on the way to an
 * attempt is reported like a failure of the attempt. Made by {@link RunnerMain}, for its thread.
 */
final class Turns {
  private final ClassLoader loader;
  private @Nullable StartedJob started;
  private int taken;

  Turns(ClassLoader loader) {
    this.loader = loader;
  }

  /** Starts the job before there is an attempt. Where it can't be, the attempt will say why. */
  void prepare(RunnerCommand.Prepare prepare) {
    try {
      started = StartedJob.of(prepare.job(), prepare.code(), prepare.database(), loader);
    } catch (Throwable e) { // Whatever it is, there is no attempt yet that it could be told of.
      RunnerLog.notPrepared(e);
    }
  }

  /**
   * Runs an attempt.
   *
   * @param last whether the job is closed with it; it is in any case where the attempt fails
   * @param opened the mark that is printed once the database is connected
   */
  RunnerExit take(Order order, boolean last, String opened) {
    RunnerLog.begins(order, taken++);
    try (AttemptContext context = AttemptContext.begin(order.attempt());
        MasterReports reports =
            new MasterReports(
                order.attempt(), new OrderDesk(order), () -> LastWord.printAtOnce(opened))) {
      AttemptResult result = attempt(order, last, reports);
      RunnerLog.result(order.attempt(), result);
      reports.ended(result);
      return RunnerExit.of(result.kind());
    }
  }

  /** Closes the job; nothing follows. */
  void close() {
    StartedJob open = started;
    started = null;
    if (open != null) {
      open.close();
    }
  }

  private AttemptResult attempt(Order order, boolean last, MasterReports reports) {
    try {
      StartedJob now = started;
      if (now == null) {
        now = StartedJob.of(order.job(), order.code(), order.database(), loader);
      }
      started = last ? null : now;
      now.database().begin(order.attempt());
      try {
        return new AttemptRun(order, now.life(), now.database(), reports, last).run();
      } finally {
        now.database().end();
      }
    } catch (Throwable e) { // The process's own boundary: whatever it is, it is reported.
      return new AttemptResult(Progress.NONE, 0, FailureKinds.of(e), e);
    }
  }
}
