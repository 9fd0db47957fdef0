package dev.foray.runner.core.flow;

/** What one thread of an attempt does, from its beginning to its end. */
public interface Stage {
  void run() throws Exception;
}
