package dev.foray.master.admin;

import dev.foray.transport.Caller;
import dev.foray.transport.Party;

/**
 * Who asks, for the record. People who were invited are who their certificate says, whatever they
 * say; all who use the Master's own host share one certificate, and their names are believed.
 */
final class Asking {
  private Asking() {}

  static String by(String said) {
    return Caller.current()
        .map(Caller::party)
        .filter(party -> party.kind() == Party.Kind.ADMIN)
        .map(Party::id)
        .filter(name -> !name.equals(Party.THIS_HOST))
        .orElse(said);
  }
}
