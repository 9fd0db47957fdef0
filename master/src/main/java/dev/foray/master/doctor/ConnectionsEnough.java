package dev.foray.master.doctor;

import dev.foray.master.ledger.DatabaseServer;
import dev.foray.protocol.Refused;
import java.util.Optional;

/**
 * Whether the server has connections for what the settings would use.
 *
 * @param most connections of all running chunks together
 */
public record ConnectionsEnough(DatabaseUsable.Server server, int most) implements Check {

  @Override
  public String subject() {
    return "connections";
  }

  @Override
  public Finding look() {
    try {
      Optional<DatabaseServer> found = server.ask();
      return found.isEmpty()
          ? Finding.ok(subject(), "H2 takes as many as there are")
          : judged(found.get());
    } catch (Refused e) {
      return Finding.warning(
          subject(), "they can't be counted", "mend what is said of the database");
    }
  }

  private Finding judged(DatabaseServer found) {
    int needed = most + DatabaseServer.OF_THE_MASTER;
    int open = found.mostConnections() - found.reserved();
    String here =
        needed
            + " at most, "
            + most
            + " of chunks and "
            + DatabaseServer.OF_THE_MASTER
            + " of the Master; the server has "
            + open
            + " for its users, and others hold "
            + found.heldByOthers();
    if (needed > open) {
      return Finding.fault(
          subject(),
          here,
          "raise max_connections to "
              + (needed + found.heldByOthers() + found.reserved())
              + " or more, or lower max-db-connections");
    }
    return needed + found.heldByOthers() > open
        ? Finding.warning(
            subject(),
            here,
            "when all come together some are refused: raise max_connections, or lower"
                + " max-db-connections")
        : Finding.ok(subject(), here);
  }
}
