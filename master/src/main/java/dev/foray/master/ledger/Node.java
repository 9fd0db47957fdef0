package dev.foray.master.ledger;

import dev.foray.protocol.NodeState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node as its row stands.
 *
 * @param fleet {@code local} or {@code ec2}
 * @param launch the launch that it is of
 */
public record Node(
    String id,
    String fleet,
    String launch,
    NodeState state,
    @Nullable String reason,
    Instant requestedAt,
    @Nullable Instant upAt,
    @Nullable Instant endedAt) {}
