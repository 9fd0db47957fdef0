package dev.foray.master.doctor;

import dev.foray.master.ledger.DatabaseServer;
import dev.foray.protocol.Refused;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A server that answers each who asks with what it said first. For one thread. */
public final class AskedOnce implements DatabaseUsable.Server {
  private final DatabaseUsable.Server server;
  private boolean asked;
  private @Nullable DatabaseServer answer;
  private @Nullable Refused refusal;

  public AskedOnce(DatabaseUsable.Server server) {
    this.server = server;
  }

  @Override
  public Optional<DatabaseServer> ask() throws Refused {
    if (!asked) {
      asked = true;
      try {
        answer = server.ask().orElse(null);
      } catch (Refused e) {
        refusal = e;
      }
    }
    if (refusal != null) {
      throw refusal;
    }
    return Optional.ofNullable(answer);
  }
}
