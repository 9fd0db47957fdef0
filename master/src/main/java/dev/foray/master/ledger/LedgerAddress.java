package dev.foray.master.ledger;

import dev.foray.protocol.Secret;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the ledger is to be.
 *
 * @param url a JDBC URL of PostgreSQL; null: an H2 database in the data directory, served by this
 *     Master over loopback
 */
public record LedgerAddress(
    @Nullable String url, @Nullable String user, Secret password, Path dataDirectory) {}
