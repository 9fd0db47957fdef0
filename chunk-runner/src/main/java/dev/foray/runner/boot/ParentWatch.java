package dev.foray.runner.boot;

import dev.foray.launch.RunnerExit;
import java.io.IOException;
import java.io.InputStream;

/**
 * Waits for the end of the runner's standard input, which is the end of the process that forked it,
 * and then halts at once with all that the job's code has started. Its daemon thread is the only
 * reader of that input.
 */
final class ParentWatch implements Runnable {
  private final InputStream input;

  private ParentWatch(InputStream input) {
    this.input = input;
  }

  static void start(InputStream input) {
    Thread thread = new Thread(new ParentWatch(input), "parent-watch");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    try {
      while (input.read() >= 0) {}
    } catch (IOException e) {
      // An input that can't be read is as gone as one that has ended.
    }
    ProcessTree.killChildren();
    Runtime.getRuntime().halt(RunnerExit.PARENT_GONE.code());
  }
}
