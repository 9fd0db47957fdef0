package dev.foray.master.enrol;

import dev.foray.protocol.Role;
import dev.foray.transport.Party;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wording of what is logged of certificates. */
final class EnrolLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.foray.master.enrol");
  private static final int LONGEST = 100;

  private EnrolLog() {}

  static void certified(Party party, Role role) {
    if (role == Role.WORKER) {
      LOG.debug("{} has a certificate", party);
    } else {
      LOG.info("{} has a certificate, as {}", party, role);
    }
  }

  static void invited(String name, Role role) {
    LOG.info("{} is invited as {}, for {} minutes", name, role, OneTimeSecrets.VALID.toMinutes());
  }

  static void revoked(String name, String by) {
    LOG.warn("{} was shut out by {}", name, by);
  }

  /** What came from outside is cut, and made one line of plain characters. */
  static void refused(String who) {
    String plain = who.replaceAll("[^A-Za-z0-9._ -]", "?");
    LOG.warn(
        "no key was certified for {}: the secret is wrong, was used, or has ended",
        plain.substring(0, Math.min(LONGEST, plain.length())));
  }
}
