package dev.foray.cli;

/** Tells a command that the person pressed Ctrl-C, or that the process is asked to end. */
interface Interrupts {

  /**
   * Runs the reaction, in a thread of its own, if that happens before the watch is closed; the
   * process ends when the reaction has returned.
   */
  Watch on(Runnable reaction);

  /** Until it is closed, the reaction stands. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /** Those of this JVM, which then ends by itself with 130 (Ctrl-C) or 143 (SIGTERM). */
  static Interrupts ofThisProcess() {
    return reaction -> {
      Thread hook = new Thread(reaction, "interrupted");
      Runtime.getRuntime().addShutdownHook(hook);
      return () -> {
        try {
          Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
          // The process ends already, and the reaction runs.
          hook.isAlive();
        }
      };
    };
  }
}
