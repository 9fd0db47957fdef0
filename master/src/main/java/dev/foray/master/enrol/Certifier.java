package dev.foray.master.enrol;

import dev.foray.protocol.Role;
import dev.foray.transport.Party;
import java.security.PublicKey;

/** Gives a key its certificate. */
interface Certifier {
  /**
   * @return the certificate and its authority's, in PEM
   */
  String certify(Party party, Role role, PublicKey key);
}
