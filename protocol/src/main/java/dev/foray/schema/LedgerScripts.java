package dev.foray.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements that make the ledger's tables, and those that let chunk-runners in, for whoever
 * does not have a Master run them.
 */
public final class LedgerScripts {
  private static final List<String> SCRIPTS =
      List.of(
          "V1__ledger.sql",
          "V2__pairs_that_fail.sql",
          "V3__identities.sql",
          "V4__releases.sql",
          "V5__launches.sql",
          "V6__time_and_money.sql",
          "V7__steps_of_nodes.sql",
          "V8__phases_of_attempts.sql",
          "V9__notifications.sql",
          "V10__second_attempts.sql",
          "V11__turns.sql",
          "V12__turns_of_a_job.sql");

  private LedgerScripts() {}

  /** All of them, in their order; the schema {@code foray} must be there. */
  public static String statements() {
    return SCRIPTS.stream().map(LedgerScripts::text).collect(Collectors.joining("\n"));
  }

  /** The number of the last one. */
  public static int newest() {
    return SCRIPTS.size();
  }

  /** What a database role of its own for chunk-runners needs, in the order of the file. */
  public static List<RunnerGrant> runnerGrants() {
    return Arrays.stream(text("runner_grants.sql").replaceAll("(?m)^--.*$", "").split(";"))
        .filter(statement -> !statement.isBlank())
        .map(RunnerGrant::parse)
        .toList();
  }

  private static String text(String script) {
    try (InputStream statements =
        LedgerScripts.class.getResourceAsStream("/dev/foray/ledger/" + script)) {
      if (statements == null) {
        throw new IllegalStateException(script + " is not on the class path");
      }
      return new String(statements.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
