package dev.foray.runner.boot;

import dev.foray.launch.CommandPipe;
import dev.foray.launch.RunnerExit;
import dev.foray.protocol.RunnerCommand;
import dev.foray.runner.report.RunnerLog;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What the process that forked this one says, on standard input. The end of that input is the end
 * of that process: then this one halts at once with all that the job's code has started. Its daemon
 * thread is the only reader of that input.
 */
final class ParentLine implements Runnable {
  private final InputStream input;
  private final BlockingQueue<RunnerCommand> said = new LinkedBlockingQueue<>();
  private boolean spoken;

  private ParentLine(InputStream input) {
    this.input = input;
  }

  static ParentLine open(InputStream input) {
    ParentLine line = new ParentLine(input);
    Thread thread = new Thread(line, "parent-line");
    thread.setDaemon(true);
    thread.start();
    return line;
  }

  /** Waits for the next command. */
  RunnerCommand take() throws InterruptedException {
    return said.take();
  }

  @Override
  public void run() {
    try {
      while (true) {
        said.add(CommandPipe.read(input));
        spoken = true;
      }
    } catch (EOFException e) {
      halt(e);
    } catch (IOException | RuntimeException e) {
      if (spoken) {
        RunnerLog.lineBroken(e);
      }
      halt(e);
    }
  }

  private void halt(Exception failure) {
    if (!spoken) {
      RunnerLog.noOrder(failure);
    }
    ProcessTree.killChildren();
    Runtime.getRuntime().halt(spoken ? RunnerExit.PARENT_GONE.code() : RunnerExit.NO_ORDER.code());
  }
}
