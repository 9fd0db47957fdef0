package dev.foray.runner.boot;

import dev.foray.launch.RunnerExit;
import dev.foray.protocol.AttemptId;
import dev.foray.runner.report.RunnerLog;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  /** Never closed: it is the process's own. */
  private static final FileOutputStream OUTPUT = new FileOutputStream(FileDescriptor.out);

  private final AtomicReference<@Nullable RunnerExit> end = new AtomicReference<>();
  private volatile String subject = "the runner";

  private LastWord() {}

  static LastWord install() {
    LastWord lastWord = new LastWord();
    Runtime.getRuntime().addShutdownHook(new Thread(lastWord::atShutdown, "last-word"));
    return lastWord;
  }

  /** What an end from now on is the end of. */
  void of(AttemptId attempt) {
    of(attempt.toString());
  }

  void of(String what) {
    subject = what;
  }

  /** Ends the process, whatever the job's code has left behind; does not return. */
  void end(RunnerExit exit) {
    end(exit, "");
  }

  /**
   * @param mark what to print when all is said
   */
  void end(RunnerExit exit, String mark) {
    limit(exit);
    end(mark, exit);
  }

  /** Does this, but has the process halt where it does not return. */
  void within(Runnable last) {
    limit(RunnerExit.COMMITTED);
    last.run();
  }

  private static void limit(RunnerExit exit) {
    Thread limit = new Thread(() -> haltAfterLimit(exit), "shutdown-limit");
    limit.setDaemon(true);
    limit.start();
  }

  /** As {@link #end}, without a limit: where the JVM itself has much to do at its end. */
  void endAtLeisure(RunnerExit exit) {
    end("", exit);
  }

  private void end(String mark, RunnerExit exit) {
    if (end.compareAndSet(null, exit)) {
      RunnerLog.ended(subject, exit.name(), exit.code());
      print(mark);
    }
    System.exit(exit.code());
  }

  /** Behind all that was printed so far. */
  static void print(String mark) {
    System.out.flush();
    System.err.flush();
    printAtOnce(mark);
  }

  /** Wherever what the job prints stands: its streams, which may be its own, are left alone. */
  static void printAtOnce(String mark) {
    try {
      OUTPUT.write(mark.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      RunnerLog.lineBroken(e);
    }
  }

  private void atShutdown() {
    ProcessTree.killChildren();
    if (!end.compareAndSet(null, RunnerExit.JOB_CALLED_EXIT)) {
      return;
    }
    Optional<StackTraceElement> caller = callerOfExit();
    if (caller.isPresent()) {
      RunnerLog.jobCalledExit(subject, caller.get(), RunnerExit.JOB_CALLED_EXIT.code());
      Runtime.getRuntime().halt(RunnerExit.JOB_CALLED_EXIT.code());
    }
    RunnerLog.askedToStop(subject);
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
