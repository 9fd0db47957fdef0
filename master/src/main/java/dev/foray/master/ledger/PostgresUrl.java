package dev.foray.master.ledger;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.util.Locale;

/** A JDBC URL of PostgreSQL, without a password. */
record PostgresUrl(String text) {
  private static final String KIND = "jdbc:postgresql:";

  /**
   * @throws Refused if it is of another database, or has a password in it
   */
  static PostgresUrl parse(String text) throws Refused {
    String url = text.strip();
    if (!url.startsWith(KIND)) {
      throw refused(
          "the database URL "
              + withoutOptions(url)
              + " is not one of PostgreSQL: write jdbc:postgresql://host:5432/database, or leave it"
              + " out to use H2 in the data directory");
    }
    if (url.toLowerCase(Locale.ROOT).matches(".*[?&](password|user)=.*")) {
      throw refused(
          "the database URL "
              + withoutOptions(url)
              + " has a user or password in it: give them by --database-user and"
              + " --database-password-file");
    }
    return new PostgresUrl(url);
  }

  /** As a person would name it: {@code PostgreSQL at db.example.com:5432/shop}. */
  String describe() {
    String place = withoutOptions(text).substring(KIND.length());
    return "PostgreSQL at " + (place.startsWith("//") ? place.substring(2) : place);
  }

  /** What follows the question mark may be secret; so may what precedes an at sign. */
  private static String withoutOptions(String url) {
    return url.replaceAll("[?;].*", "").replaceAll("//[^/@]*@", "//");
  }

  private static Refused refused(String sentence) {
    return new Refused(ExitCode.DATABASE, sentence);
  }
}
