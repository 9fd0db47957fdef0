package dev.foray.master.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A release has become the current one.
 *
 * @param number from 1, one after the other; the greatest one holds
 * @param backTo the number of the earlier promotion that a rollback went back to; null: it was none
 */
public record Promotion(
    long number, String release, @Nullable Long backTo, Instant promotedAt, String promotedBy) {}
