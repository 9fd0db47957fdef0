package dev.foray.runner.core.failure;

import dev.foray.api.JobMistake;
import dev.foray.protocol.FailureKind;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts one sentence in place of a database's poor message, where what to do is known.
 *
 * @param url the database's; never shown with what may hold a password
 */
public record DatabaseErrors(String url, @Nullable String user) {

  /** The failure itself, or one that says it better and has it as its cause. */
  public Throwable explain(Throwable failure) {
    FailureKind kind = FailureKinds.of(failure);
    Optional<SQLException> sql = FailureKinds.database(failure);
    if (kind == FailureKind.MISTAKE || kind == FailureKind.FENCED || sql.isEmpty()) {
      return failure;
    }
    return explain(failure, SqlState.of(sql.get()), firstLine(sql.get()));
  }

  private Throwable explain(Throwable failure, SqlState state, String words) {
    if (state.isRefusedUser()) {
      return mistake(
          "the database at "
              + place()
              + " refuses the user \""
              + user
              + "\": check the user and the password",
          words,
          failure);
    }
    if (state.isConnectionGone()) {
      return new AttemptFailed(
          FailureKind.INFRASTRUCTURE,
          "the database at " + place() + " is not reachable or went away (" + words + ")",
          failure);
    }
    if (state.isMissingTable()) {
      return mistake(
          "a table is missing in the database: make it in plan, or correct the name in @Table",
          words,
          failure);
    }
    if (state.isMissingColumn()) {
      return mistake(
          "a column is missing in the database: add it, or correct the name in @Column",
          words,
          failure);
    }
    if (state.isMissingRight()) {
      return mistake("the database user \"" + user + "\" lacks a right: grant it", words, failure);
    }
    if (state.isWriteInReadOnly()) {
      return mistake("read changes something: read only reads; change it in write", words, failure);
    }
    if (state.isTransactionLost()) {
      return new AttemptFailed(
          FailureKind.USER_CODE,
          "a statement failed and the job's code went on: after a failure PostgreSQL takes no"
              + " further statement in a transaction, so let the exception pass ("
              + words
              + ")",
          failure);
    }
    return failure;
  }

  private static JobMistake mistake(String message, String words, Throwable failure) {
    return new JobMistake(message + " (" + words + ")", failure);
  }

  private String place() {
    return url.replaceAll("[?;].*", "").replaceFirst("^jdbc:", "");
  }

  private static String firstLine(SQLException failure) {
    String message = failure.getMessage() == null ? "no message" : failure.getMessage();
    String line = message.strip().split("\\R|; SQL statement:", 2)[0];
    return line.replaceFirst("^(ERROR|FATAL): ", "");
  }
}
