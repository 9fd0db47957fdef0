package dev.foray.cli;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.schema.LedgerScripts;
import dev.foray.schema.RolesScript;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the ledger's tables, or the two database roles; asks no Master. */
@Command(
    name = "schema",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Print the statements that make the ledger's tables, for a DBA to read; or with --roles those"
          + " that make two users of PostgreSQL, one for the Master and one for chunk-runners, for a"
          + " DBA to run."
    },
    footer = {
      "",
      "Examples:",
      "  master schema > ledger.sql",
      "  master schema --roles --runner-database-user night_jobs > roles.sql",
      "  psql -f roles.sql shop"
    })
final class SchemaCommand implements Callable<Integer> {
  /** As long as PostgreSQL keeps it, and nothing that would end a line or a quote of dollars. */
  private static final String NAME = "[^\\p{Cntrl}$]{1,63}";

  private final Surroundings around;

  @Option(names = "--roles", description = "The two users and what each may do.")
  private boolean roles;

  @Option(
      names = "--database-user",
      paramLabel = "USER",
      description = "The Master's; else " + RolesScript.USUAL_MASTER + ".")
  private @Nullable String databaseUser;

  @Option(
      names = "--runner-database-user",
      paramLabel = "USER",
      description = "That of chunk-runners; else " + RolesScript.USUAL_RUNNER + ".")
  private @Nullable String runnerDatabaseUser;

  SchemaCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused {
    if (roles) {
      around.screen().text(script().text());
    } else if (databaseUser != null || runnerDatabaseUser != null) {
      throw refused(
          "The tables are the same for every user: give --roles to print what users need.");
    } else {
      around.screen().line("create schema if not exists foray;");
      around.screen().text(LedgerScripts.statements());
    }
    return ExitCode.SUCCEEDED.number();
  }

  private RolesScript script() throws Refused {
    String master = Objects.requireNonNullElse(databaseUser, RolesScript.USUAL_MASTER);
    String runner = Objects.requireNonNullElse(runnerDatabaseUser, RolesScript.USUAL_RUNNER);
    for (String name : new String[] {master, runner}) {
      if (!name.matches(NAME)) {
        throw refused(
            "\""
                + name
                + "\" can't be the name of a database user here: choose one of 1 to 63 characters,"
                + " without $ and control characters.");
      }
    }
    if (master.equals(runner)) {
      throw refused(
          "Both users are " + master + ": name two, or go on with one, which needs no script.");
    }
    return new RolesScript(master, runner);
  }

  private static Refused refused(String sentence) {
    return new Refused(ExitCode.WRONG_USE, sentence);
  }
}
