package dev.foray.master.ledger;

import jakarta.persistence.Embeddable;

/** Which chunk of which job: the primary key of {@link ChunkRow}. */
@Embeddable
record ChunkKey(long jobId, int chunkIndex) {}
