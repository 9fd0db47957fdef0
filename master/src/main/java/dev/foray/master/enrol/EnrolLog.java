package dev.foray.master.enrol;

import dev.foray.transport.Party;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wording of what is logged of certificates. */
final class EnrolLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.foray.master.enrol");
  private static final int LONGEST = 100;

  private EnrolLog() {}

  static void certified(Party party) {
    LOG.debug("{} has a certificate", party);
  }

  /** What came from outside is cut, and made one line of plain characters. */
  static void refused(String launch, String why) {
    String plain = launch.replaceAll("[^A-Za-z0-9._-]", "?");
    LOG.warn(
        "nobody was enrolled for launch {}: {}",
        plain.substring(0, Math.min(LONGEST, plain.length())),
        why);
  }
}
