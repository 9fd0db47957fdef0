package dev.foray.protocol;

import java.io.Serializable;
import java.time.Instant;

/**
 * A database session of an attempt: its id (PostgreSQL's backend pid, H2's session id) and when the
 * session began.
 */
public record DatabaseSession(long id, Instant startedAt) implements Serializable {}
