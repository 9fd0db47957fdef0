package dev.foray.master.ledger;

import java.time.Instant;

/**
 * Something that happened to a node.
 *
 * @param at by the Master's clock
 */
public record NodeStep(Instant at, String what) {}
