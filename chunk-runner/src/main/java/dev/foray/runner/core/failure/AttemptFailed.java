package dev.foray.runner.core.failure;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.FailureKind;
import org.jspecify.annotations.Nullable;

/** An attempt failed, and its kind is known already. The message is one for a user. */
public final class AttemptFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureKind kind;

  public AttemptFailed(FailureKind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** The ledger says that this attempt is not the current one. */
  public static AttemptFailed fenced(AttemptId attempt) {
    return new AttemptFailed(
        FailureKind.FENCED,
        attempt + " is not current any more: nothing of it is kept, a newer attempt counts",
        null);
  }

  public FailureKind kind() {
    return kind;
  }
}
