package dev.foray.runner.report;

import dev.foray.runner.core.AttemptReports.Milestone;
import java.util.Arrays;
import java.util.Optional;

/**
 * A fault drill: this process halts, as if it were killed, when its attempt reaches the point that
 * the system property {@code foray.drill} names. Nothing sets it but a test; where it is not set,
 * each point costs a comparison.
 */
final class Drill {
  /** What a process is told at its start holds to its end. */
  static final Drill HERE = new Drill(System.getProperty("foray.drill", ""));

  private static final int KILLED = 137;

  private final Optional<Milestone> deadly;

  private Drill(String point) {
    deadly =
        Arrays.stream(Milestone.values())
            .filter(milestone -> milestone.name().equals(point))
            .findFirst();
  }

  void reached(Milestone milestone) {
    if (deadly.isPresent() && deadly.get() == milestone) {
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
