package dev.foray.runner.boot;

import dev.foray.launch.RunnerExit;
import dev.foray.launch.RunnerLaunch;
import dev.foray.protocol.Order;
import dev.foray.protocol.RunnerCommand;
import dev.foray.runner.report.RunnerLog;
import dev.foray.runner.training.Training;
import dev.foray.transport.Transport;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.sql.SQLException;

/**
 * The chunk-runner: a JVM for one attempt, or for several where the job says so. Does what it is
 * told on standard input, keeps watching that input, reports, and ends with a {@link RunnerExit}.
 * When the process that forked it dies, it halts with all that it has started; the database then
 * rolls back.
 */
public final class RunnerMain {
  private final ParentLine line;
  private final LastWord lastWord;
  private final Turns turns = new Turns(RunnerMain.class.getClassLoader());
  private final boolean trains;

  private RunnerMain(ParentLine line, LastWord lastWord, boolean trains) {
    this.line = line;
    this.lastWord = lastWord;
    this.trains = trains;
  }

  public static void main(String[] arguments) throws InterruptedException {
    FileInputStream commands = new FileInputStream(FileDescriptor.in);
    Transport.installBesideJobCode();
    ParentLine line = ParentLine.open(commands);
    System.setIn(java.io.InputStream.nullInputStream());
    boolean trains = arguments.length > 0 && arguments[0].equals(RunnerLaunch.TRAIN);
    new RunnerMain(line, LastWord.install(), trains).run();
  }

  /** Does not return: each branch that ends the process does so by itself. */
  private void run() throws InterruptedException {
    while (true) {
      RunnerCommand next = line.take();
      if (next instanceof RunnerCommand.Prepare prepare) {
        turns.prepare(prepare);
      } else if (next instanceof RunnerCommand.Run run) {
        lastWord.of(run.order().attempt());
        if (trains) {
          lastWord.endAtLeisure(train(run.order())); // The archive is written at the end.
        } else {
          run(run);
        }
      } else {
        lastWord.of("the runner");
        lastWord.within(turns::close);
        lastWord.end(RunnerExit.COMMITTED);
      }
    }
  }

  private void run(RunnerCommand.Run run) {
    RunnerExit exit = turns.take(run.order(), run.last(), run.marks().opened());
    if (exit != RunnerExit.COMMITTED) {
      lastWord.end(exit);
    } else if (run.last()) {
      lastWord.end(exit, run.marks().end());
    } else {
      LastWord.print(run.marks().end());
    }
  }

  private static RunnerExit train(Order order) {
    Turns turns = new Turns(RunnerMain.class.getClassLoader());
    try {
      boolean went =
          new Training(order, made -> turns.take(made, true, "") == RunnerExit.COMMITTED).train();
      return went ? RunnerExit.COMMITTED : RunnerExit.FAILED;
    } catch (IOException | SQLException e) {
      RunnerLog.trainingFailed(e);
      return RunnerExit.FAILED;
    }
  }
}
