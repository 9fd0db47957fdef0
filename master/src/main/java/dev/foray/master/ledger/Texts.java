package dev.foray.master.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Makes texts from elsewhere, such as failures, fit their columns, so that they can always be
 * stored.
 */
final class Texts {
  /** Characters that a column for a name holds. */
  static final int NAME = 1_000;

  /** Characters that the column for a release's version holds. */
  static final int VERSION = 200;

  /** Characters kept of a text whose column has no limit of its own. */
  static final int LONG = 20_000;

  private Texts() {}

  /** Cut to the length, and without the NUL characters that PostgreSQL refuses. */
  static String storable(String text, int longest) {
    String clean = text.replace('\0', '\uFFFD');
    return clean.length() <= longest ? clean : clean.substring(0, longest - 1) + "…";
  }

  static @Nullable String storableOrNull(@Nullable String text, int longest) {
    return text == null ? null : storable(text, longest);
  }
}
