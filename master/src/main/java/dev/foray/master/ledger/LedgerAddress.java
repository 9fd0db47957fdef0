package dev.foray.master.ledger;

import dev.foray.protocol.Secret;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the ledger is to be.
 *
 * @param url a JDBC URL of PostgreSQL; null: an H2 database in the data directory, served by this
 *     Master over loopback
 * @param user whom the Master connects as
 * @param runner whom chunk-runners connect as, on PostgreSQL; null: as the Master does
 */
public record LedgerAddress(
    @Nullable String url,
    @Nullable String user,
    Secret password,
    @Nullable Runner runner,
    Path dataDirectory) {

  /** A database user, who has a password unless it is empty. */
  public record Runner(String user, Secret password) {}

  /** With one database user for all. */
  public LedgerAddress(
      @Nullable String url, @Nullable String user, Secret password, Path dataDirectory) {
    this(url, user, password, null, dataDirectory);
  }
}
