package dev.foray.master.ledger;

import dev.foray.protocol.ChunkState;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Order;
import dev.foray.protocol.Progress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A chunk as its row stands.
 *
 * @param attempt the current or last attempt; 0 before the first
 * @param failures attempts that failed and are charged, since the last retry
 * @param retriedAfter the last attempt before the last retry; 0: it was not retried
 * @param doneBy the attempt whose output committed; null: none
 * @param progress what the committed attempt did; NONE before
 */
public record Chunk(
    JobId job,
    int index,
    ChunkState state,
    int attempt,
    int failures,
    int retriedAfter,
    @Nullable Instant notBefore,
    @Nullable String item,
    Order.@Nullable Range range,
    @Nullable Integer doneBy,
    @Nullable Instant doneAt,
    Progress progress) {}
