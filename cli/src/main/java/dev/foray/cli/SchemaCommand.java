package dev.foray.cli;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.LedgerScripts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the ledger's tables; asks no Master. */
@Command(
    name = "schema",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "Print the statements that make the ledger's tables, for a DBA to read.",
    footer = {"", "Example:", "  master schema > ledger.sql"})
final class SchemaCommand implements Callable<Integer> {
  private final Surroundings around;

  SchemaCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    around.screen().line("create schema if not exists foray;");
    around.screen().text(LedgerScripts.statements());
    return ExitCode.SUCCEEDED.number();
  }
}
