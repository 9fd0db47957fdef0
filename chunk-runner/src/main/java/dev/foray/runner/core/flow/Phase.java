package dev.foray.runner.core.flow;

/** What the threads of an attempt spend their time on. */
public enum Phase {
  READ,
  MAP,
  WRITE,
  COMMIT
}
