package dev.foray.master.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A node of a launch, and which machine it is.
 *
 * @param instance null: no machine of the launch has taken it yet
 */
public record Seat(String node, String launch, @Nullable String instance) {}
