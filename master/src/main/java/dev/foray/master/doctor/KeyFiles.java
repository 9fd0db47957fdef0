package dev.foray.master.doctor;

import dev.foray.master.enrol.CertificateAuthority;
import dev.foray.protocol.Refused;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The certificate authority of the data directory: readable, nobody else's to read, and not at its
 * end.
 */
public record KeyFiles(Path directory, InstantSource clock) implements Check {
  private static final Duration SOON = Duration.ofDays(90);

  @Override
  public String subject() {
    return "certificates";
  }

  @Override
  public Finding look() {
    try {
      Optional<CertificateAuthority> authority = CertificateAuthority.find(directory, clock);
      return authority.isEmpty()
          ? Finding.ok(
              subject(), "no authority is in " + directory + " yet: the first start makes it")
          : judged(authority.get());
    } catch (Refused e) {
      return Finding.fault(subject(), String.valueOf(e.getMessage()));
    }
  }

  private Finding judged(CertificateAuthority authority) {
    Instant now = clock.instant();
    String found =
        "the authority of the cluster "
            + authority.cluster()
            + " in "
            + directory
            + " is valid from "
            + authority.validFrom()
            + " to "
            + authority.expires();
    if (now.isAfter(authority.expires())) {
      return Finding.fault(
          subject(),
          found,
          "it has ended, move it away, start the Master on a database without a ledger, and invite"
              + " everybody anew; or set this host's clock, if that is what is wrong");
    }
    if (now.isBefore(authority.validFrom())) {
      return Finding.fault(subject(), found, "set this host's clock, which is before that");
    }
    return now.plus(SOON).isAfter(authority.expires())
        ? Finding.warning(subject(), found, "that is soon, plan a new cluster")
        : Finding.ok(subject(), found);
  }
}
