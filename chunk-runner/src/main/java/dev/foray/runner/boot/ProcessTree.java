package dev.foray.runner.boot;

/** The processes that the job's code has started. */
final class ProcessTree {
  private ProcessTree() {}

  static void killChildren() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }
}
