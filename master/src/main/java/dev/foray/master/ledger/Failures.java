package dev.foray.master.ledger;

import java.net.UnknownHostException;
import java.sql.SQLException;

/** Puts a database's failure into one sentence. */
final class Failures {
  private Failures() {}

  /** What failed, and the database's own first line. */
  static String sentence(String what, SQLException failure) {
    return isDiskFull(failure)
        ? what + ": the disk is full, free space on it"
        : what + ": " + firstLine(failure);
  }

  /** SQLSTATE 53100 is PostgreSQL's; H2 passes on what the operating system says. */
  static boolean isDiskFull(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains("No space left on device")
          || message.contains("Disk quota exceeded")
          || (cause instanceof SQLException refusal && "53100".equals(refusal.getSQLState()))) {
        return true;
      }
    }
    return false;
  }

  /** The database's own first line. */
  static String firstLine(SQLException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
  }

  /** What the deepest cause says, such as {@code Connection refused}. */
  static String reason(SQLException failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root instanceof UnknownHostException
        ? "unknown host " + root.getMessage()
        : String.valueOf(root.getMessage());
  }
}
