package dev.foray.runner.core.failure;

import dev.foray.api.JobMistake;
import dev.foray.protocol.FailureKind;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says which kind a failure is, from its chain of causes. */
public final class FailureKinds {
  private FailureKinds() {}

  /** The first cause that names a kind decides; else the job's code threw. */
  public static FailureKind of(Throwable failure) {
    for (Throwable cause : chain(failure)) {
      if (cause instanceof AttemptFailed failed) {
        return failed.kind();
      }
      if (cause instanceof JobMistake) {
        return FailureKind.MISTAKE;
      }
      if (cause instanceof SQLException sql && SqlState.of(sql).isInfrastructure()) {
        return FailureKind.INFRASTRUCTURE;
      }
    }
    return FailureKind.USER_CODE;
  }

  /** The first failure of the database in the chain. */
  static Optional<SQLException> database(Throwable failure) {
    return chain(failure).stream()
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .findFirst();
  }

  /** The failure and its causes, outermost first; a batch's next exceptions are causes too. */
  static Set<Throwable> chain(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> order = new ArrayDeque<>();
    for (@Nullable Throwable next = failure;
        next != null && seen.add(next);
        next = next.getCause()) {
      order.add(next);
      if (next instanceof SQLException sql && sql.getNextException() != null) {
        order.add(sql.getNextException());
      }
    }
    return new java.util.LinkedHashSet<>(order);
  }
}
