package dev.foray.master.enrol;

import java.util.Optional;

/** Which node of its launch a machine is. Thread-safe. */
public interface Seating {
  /** Where whoever knows the launch's secret is the one node of it. */
  String ONLY = "";

  /**
   * @param instance what the machine calls itself; {@link #ONLY} where it has no name
   * @return the node's id; empty if no such machine of the launch is to be seen now
   */
  Optional<String> nodeOf(String instance);
}
