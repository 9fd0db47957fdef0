package dev.foray.master.https;

import java.util.Set;

/**
 * Who calls.
 *
 * @param name for the record, such as {@code foray:9f3a/admin/ada}
 */
public record Caller(String name, Set<Right> rights) {
  /** Who shows no certificate, or one that counts for nothing here. */
  public static final Caller NOBODY = new Caller("nobody", Set.of());

  public Caller {
    rights = Set.copyOf(rights);
  }
}
