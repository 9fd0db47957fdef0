package dev.foray.master.outcome;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.RemoteFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of how attempts failed before their end is seen: what their runner reported, and
 * why this Master ended them. In memory: a Master that restarts decides without it, from the exit
 * code. Bounded. Thread-safe.
 */
public final class Reports {
  private static final int MOST = 10_000;

  private final Map<AttemptId, Reported> reported = new LinkedHashMap<>();

  public record Reported(FailureKind kind, @Nullable RemoteFailure failure) {}

  /** The first report on an attempt stays. */
  public synchronized void note(AttemptId attempt, Reported report) {
    reported.putIfAbsent(attempt, report);
    if (reported.size() > MOST) {
      reported.remove(reported.keySet().iterator().next());
    }
  }

  public synchronized Optional<Reported> of(AttemptId attempt) {
    return Optional.ofNullable(reported.get(attempt));
  }

  /** To be called when the attempt's end is in the ledger, no sooner: an end is told again. */
  public synchronized void forget(AttemptId attempt) {
    reported.remove(attempt);
  }
}
