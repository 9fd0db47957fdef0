package dev.foray.runner.core;

import dev.foray.protocol.FailureKind;
import dev.foray.protocol.Progress;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended, as its runner knows it.
 *
 * @param plannedChunks chunks stored by an attempt at plan; 0 otherwise
 * @param kind null: it committed
 * @param failure null: it committed
 */
public record AttemptResult(
    Progress progress,
    int plannedChunks,
    @Nullable FailureKind kind,
    @Nullable Throwable failure) {}
