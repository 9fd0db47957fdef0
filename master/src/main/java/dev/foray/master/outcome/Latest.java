package dev.foray.master.outcome;

import dev.foray.protocol.AttemptId;
import java.util.LinkedHashSet;
import java.util.Set;

/** The latest attempts of a kind, so many at most. Thread-safe. */
final class Latest {
  private final int most;
  private final Set<AttemptId> attempts = new LinkedHashSet<>();

  Latest(int most) {
    this.most = most;
  }

  synchronized void add(AttemptId attempt) {
    attempts.add(attempt);
    if (attempts.size() > most) {
      attempts.remove(attempts.iterator().next());
    }
  }

  synchronized boolean has(AttemptId attempt) {
    return attempts.contains(attempt);
  }
}
