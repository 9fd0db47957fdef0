package dev.foray.master.ledger;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.DatabaseSession;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.Phases;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt as its row stands.
 *
 * @param worker null: the Master's own host
 * @param phases of one that has ended and reported them; else {@link Phases#NONE}
 */
public record Attempt(
    AttemptId id,
    AttemptState state,
    String release,
    @Nullable String worker,
    @Nullable DatabaseSession session,
    Instant dispatchedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable FailureKind kind,
    @Nullable String failureType,
    @Nullable String failureRoot,
    @Nullable String failure,
    @Nullable Integer exitCode,
    Phases phases) {}
