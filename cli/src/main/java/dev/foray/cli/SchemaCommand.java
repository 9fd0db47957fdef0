package dev.foray.cli;

import dev.foray.protocol.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
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
  private static final String STATEMENTS = "/dev/foray/ledger/V1__ledger.sql";

  private final Surroundings around;

  SchemaCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws IOException {
    try (InputStream statements =
        Objects.requireNonNull(SchemaCommand.class.getResourceAsStream(STATEMENTS), STATEMENTS)) {
      around.screen().line("create schema if not exists foray;");
      around.screen().text(new String(statements.readAllBytes(), StandardCharsets.UTF_8));
    }
    return ExitCode.SUCCEEDED.number();
  }
}
