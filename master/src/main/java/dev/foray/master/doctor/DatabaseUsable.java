package dev.foray.master.doctor;

import dev.foray.master.ledger.DatabaseServer;
import dev.foray.protocol.Refused;
import java.util.Optional;

/**
 * Whether a Master could open its ledger in the database: reachable, new enough, writable, no
 * pooler, with the rights that it needs, and a schema that it knows.
 */
public record DatabaseUsable(Server server) implements Check {

  /** Asks it, once; who is told no asks for what was found. */
  public interface Server {

    /** Empty: it is the H2 database of the data directory, which nobody else has. */
    Optional<DatabaseServer> ask() throws Refused;
  }

  @Override
  public String subject() {
    return "database";
  }

  @Override
  public Finding look() {
    try {
      return server.ask().map(this::judged).orElseGet(this::ofH2);
    } catch (Refused e) {
      return Finding.fault(subject(), String.valueOf(e.getMessage()));
    }
  }

  private Finding judged(DatabaseServer found) {
    String what = found.name() + ", version " + found.version();
    if (found.ledgerFirst()) {
      return Finding.warning(
          subject(),
          what
              + ", where this user's tables go into the schema foray unless a statement names another,"
              + " so those of jobs are made among the ledger's",
          "connect as a user who is not called foray, or have a DBA say `alter role foray set"
              + " search_path = public`");
    }
    if (found.schema() == 0) {
      return Finding.ok(subject(), what + ", without a ledger yet: the first start makes it");
    }
    if (found.schema() > found.newestKnown()) {
      return Finding.fault(
          subject(),
          what
              + ", with a ledger of version "
              + found.schema()
              + ", and this Foray knows "
              + found.newestKnown(),
          "use the newer version of Foray that wrote it");
    }
    return Finding.ok(
        subject(),
        what
            + ", with a ledger of version "
            + found.schema()
            + (found.schema() < found.newestKnown()
                ? ": the next start brings it to " + found.newestKnown()
                : ""));
  }

  private Finding ofH2() {
    return Finding.ok(
        subject(), "H2 in the data directory: for one host; give --database-url for PostgreSQL");
  }
}
