package dev.foray.master.ledger;

import dev.foray.protocol.AttemptState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.RemoteFailure;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended.
 *
 * @param kind null where it succeeded
 * @param exitCode null where no exit was seen
 */
public record AttemptOutcome(
    AttemptState state,
    @Nullable FailureKind kind,
    @Nullable RemoteFailure failure,
    @Nullable Integer exitCode) {}
