package dev.foray.master.ledger;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.WorkerState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A worker as its row stands. */
public record Worker(
    String id,
    String node,
    WorkerState state,
    Endpoint service,
    int slots,
    int cores,
    long memoryBytes,
    long pid,
    String javaVersion,
    Instant registeredAt,
    @Nullable Instant endedAt) {}
