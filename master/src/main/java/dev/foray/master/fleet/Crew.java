package dev.foray.master.fleet;

import java.util.List;

/** The workers, as the fleet's loop sees them. Thread-safe. */
public interface Crew {

  /** The registered workers. */
  List<Member> members();

  /** Has the worker finish what it runs, take nothing new, and leave. Safe to repeat. */
  void drain(String worker);

  /** The worker's node is gone, and what ran there with it. */
  void lost(String worker, String why);

  /**
   * @param running attempts that hold its slots
   */
  record Member(String worker, String node, int slots, int running, boolean draining) {}
}
