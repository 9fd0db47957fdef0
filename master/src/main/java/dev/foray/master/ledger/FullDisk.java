package dev.foray.master.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * The ledger's disk is full, and its writes wait.
 *
 * @param directory where room is needed
 * @param longest how long a write waits before it fails
 */
public record FullDisk(Path directory, Instant since, Duration longest) {}
