package dev.foray.runner.boot;

import dev.foray.launch.OrderPipe;
import dev.foray.launch.RunnerExit;
import dev.foray.launch.RunnerLaunch;
import dev.foray.protocol.Order;
import dev.foray.runner.report.RunnerLog;
import dev.foray.runner.training.Training;
import dev.foray.transport.Transport;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;

/**
 * The chunk-runner: one JVM for one attempt. Reads its order from standard input, keeps watching
 * that input, runs the attempt, reports, and ends with a {@link RunnerExit}. When the process that
 * forked it dies, it halts with all that it has started; the database then rolls back.
 */
public final class RunnerMain {
  private RunnerMain() {}

  public static void main(String[] arguments) {
    InputStream orders = new FileInputStream(FileDescriptor.in);
    System.setIn(InputStream.nullInputStream());
    Transport.installBesideJobCode();
    Order order;
    try {
      order = OrderPipe.read(orders);
    } catch (IOException | RuntimeException e) {
      RunnerLog.noOrder(e);
      System.exit(RunnerExit.NO_ORDER.code());
      return;
    }
    ParentWatch.start(orders);
    LastWord lastWord = LastWord.install(order.attempt());
    if (arguments.length > 0 && arguments[0].equals(RunnerLaunch.TRAIN)) {
      lastWord.endAtLeisure(train(order)); // The archive is written at the end.
    } else {
      lastWord.end(run(order));
    }
  }

  private static RunnerExit run(Order order) {
    return new OrderRun(order, RunnerMain.class.getClassLoader()).run();
  }

  private static RunnerExit train(Order order) {
    try {
      boolean went = new Training(order, made -> run(made) == RunnerExit.COMMITTED).train();
      return went ? RunnerExit.COMMITTED : RunnerExit.FAILED;
    } catch (IOException | SQLException e) {
      RunnerLog.trainingFailed(e);
      return RunnerExit.FAILED;
    }
  }
}
