package dev.foray.master.bill;

import java.time.Duration;

/**
 * How long a chunk lasts, from its dispatch until its slot is free again.
 *
 * @param lasts more than zero
 * @param source where that is known from, in a word or two: {@code measured}
 */
public record ChunkEstimate(Duration lasts, String source) {}
