package dev.foray.master.ledger;

import dev.foray.protocol.AttemptState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.Phases;
import dev.foray.protocol.RemoteFailure;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended.
 *
 * @param kind null where it succeeded
 * @param exitCode null where no exit was seen
 * @param phases what it spent its time on, as far as it is known; null: it is not
 */
public record AttemptOutcome(
    AttemptState state,
    @Nullable FailureKind kind,
    @Nullable RemoteFailure failure,
    @Nullable Integer exitCode,
    @Nullable Phases phases) {

  /** Of an attempt that has reported no times. */
  public AttemptOutcome(
      AttemptState state,
      @Nullable FailureKind kind,
      @Nullable RemoteFailure failure,
      @Nullable Integer exitCode) {
    this(state, kind, failure, exitCode, null);
  }

  public AttemptOutcome in(@Nullable Phases times) {
    return new AttemptOutcome(state, kind, failure, exitCode, times);
  }
}
