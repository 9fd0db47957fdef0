package dev.foray.master.ledger;

import dev.foray.protocol.Usd;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a job is to keep to.
 *
 * @param finishWithin from its submission; null: whenever
 * @param budget for its nodes in all; null: whatever they cost
 * @param chunkLasts how long a chunk is taken to last where none was measured; null: nobody has
 *     said
 */
public record Bounds(
    @Nullable Duration finishWithin, @Nullable Usd budget, @Nullable Duration chunkLasts) {
  public static final Bounds NONE = new Bounds(null, null, null);
}
