package dev.foray.master.notify;

/** One try to bring a notification to somebody. */
interface Delivery {
  /**
   * Returns when the receiver has taken it, within a limit.
   *
   * @param id the same at each try
   * @param body JSON
   */
  void deliver(Target target, String id, String body) throws Undelivered, InterruptedException;
}
