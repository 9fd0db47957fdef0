package dev.foray.runner.boot;

import dev.foray.launch.RunnerExit;
import dev.foray.protocol.AttemptId;
import dev.foray.runner.report.RunnerLog;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that the process ends, with the right code and a last line that says why: also where
 * the job's code calls {@code System.exit}, leaves threads behind, or hangs in a shutdown hook.
 * Made by {@link RunnerMain}; the hook runs on a thread of the JVM.
 */
final class LastWord {
  private static final long LONGEST_SHUTDOWN_SECONDS = 10;

  private final AttemptId attempt;
  private final AtomicReference<@Nullable RunnerExit> end = new AtomicReference<>();

  private LastWord(AttemptId attempt) {
    this.attempt = attempt;
  }

  static LastWord install(AttemptId attempt) {
    LastWord lastWord = new LastWord(attempt);
    Runtime.getRuntime().addShutdownHook(new Thread(lastWord::atShutdown, "last-word"));
    return lastWord;
  }

  /** Ends the process, whatever the job's code has left behind; does not return. */
  void end(RunnerExit exit) {
    Thread limit = new Thread(() -> haltAfterLimit(exit), "shutdown-limit");
    limit.setDaemon(true);
    limit.start();
    endAtLeisure(exit);
  }

  /** As {@link #end}, without a limit: where the JVM itself has much to do at its end. */
  void endAtLeisure(RunnerExit exit) {
    if (end.compareAndSet(null, exit)) {
      RunnerLog.ended(attempt, exit.name(), exit.code());
    }
    System.exit(exit.code());
  }

  private void atShutdown() {
    ProcessTree.killChildren();
    if (!end.compareAndSet(null, RunnerExit.JOB_CALLED_EXIT)) {
      return;
    }
    Optional<StackTraceElement> caller = callerOfExit();
    if (caller.isPresent()) {
      RunnerLog.jobCalledExit(attempt, caller.get(), RunnerExit.JOB_CALLED_EXIT.code());
      Runtime.getRuntime().halt(RunnerExit.JOB_CALLED_EXIT.code());
    }
    RunnerLog.askedToStop(attempt);
  }

  /** The code that called {@code System.exit}; empty where a signal ends the process. */
  private static Optional<StackTraceElement> callerOfExit() {
    return Thread.getAllStackTraces().values().stream()
        .map(Arrays::asList)
        .flatMap(stack -> callerOfExit(stack).stream())
        .findFirst();
  }

  private static Optional<StackTraceElement> callerOfExit(List<StackTraceElement> stack) {
    for (int i = stack.size() - 2; i >= 0; i--) {
      StackTraceElement called = stack.get(i);
      if (called.getMethodName().equals("exit")
          && (called.getClassName().equals("java.lang.System")
              || called.getClassName().equals("java.lang.Runtime"))) {
        return Optional.of(stack.get(i + 1));
      }
    }
    return Optional.empty();
  }

  private static void haltAfterLimit(RunnerExit exit) {
    try {
      TimeUnit.SECONDS.sleep(LONGEST_SHUTDOWN_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    RunnerLog.shutdownHangs(LONGEST_SHUTDOWN_SECONDS);
    Runtime.getRuntime().halt(exit.code());
  }
}
