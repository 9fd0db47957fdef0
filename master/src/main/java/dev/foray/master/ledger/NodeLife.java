package dev.foray.master.ledger;

import java.util.List;
import java.util.Optional;

/**
 * A node, from its request on.
 *
 * @param hardware empty: a process on the Master's host, or none yet
 * @param meter empty: it was not launched
 * @param workers that registered from it, the first one first
 */
public record NodeLife(
    Node node, Optional<Hardware> hardware, Optional<Meter> meter, List<Worker> workers) {}
