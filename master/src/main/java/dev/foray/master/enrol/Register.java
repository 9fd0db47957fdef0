package dev.foray.master.enrol;

import dev.foray.master.ledger.Certified;
import dev.foray.master.ledger.Identities;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Role;
import dev.foray.transport.Caller;
import dev.foray.transport.Identity;
import dev.foray.transport.Party;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/**
 * Certifies those who have certificates that last, and enters each in the ledger: workers and
 * people. Thread-safe.
 */
public final class Register implements Certifier {
  /** Certificates tell times in seconds. */
  private static final Duration TICK = Duration.ofSeconds(1);

  private final CertificateAuthority authority;
  private final Identities identities;
  private final InstantSource clock;

  public Register(CertificateAuthority authority, Identities identities, InstantSource clock) {
    this.authority = authority;
    this.identities = identities;
    this.clock = clock;
  }

  /** As it stands in the ledger: {@code admin/ada}. */
  static String nameOf(Party party) {
    return party.kind().name().toLowerCase(Locale.ROOT) + "/" + party.id();
  }

  @Override
  public String certify(Party party, Role role, PublicKey key) {
    return certify(party, role, key, issue(party));
  }

  private String certify(Party party, Role role, PublicKey key, Instant issue) {
    X509Certificate certificate =
        authority.certify(party, key, CertificateAuthority.endsOf(party), issue);
    enter(party, role, certificate);
    EnrolLog.certified(party, role);
    return AuthorityPem.text(certificate) + authority.certificate();
  }

  /**
   * What a person who calls may do.
   *
   * @throws Refused if who calls is not entered
   */
  public Role roleOf(Caller person) throws Refused {
    String name = nameOf(person.party());
    return identities
        .find(name)
        .map(Certified::role)
        .orElseThrow(() -> new Refused(ExitCode.WRONG_USE, name + " is not known here"));
  }

  /**
   * Another certificate for a person who calls.
   *
   * @return the certificate and its authority's, in PEM
   * @throws Refused if the request can't be used, or who calls was shut out meanwhile
   */
  public String renew(Caller person, String request) throws Refused {
    Instant now = clock.instant(); // Read first: who is shut out from here on is so with this one.
    String name = nameOf(person.party());
    PublicKey key = CertificateRequest.keyIn(request);
    Certified known = identities.find(name).orElseThrow();
    Instant issued = CertificateAuthority.issued(person.validFrom());
    if (known.revokedAt() != null && !issued.isAfter(known.revokedAt())) {
      throw new Refused(ExitCode.WRONG_USE, name + " was shut out: ask an admin for an invitation");
    }
    return certify(person.party(), known.role(), key, now);
  }

  /**
   * Shuts out whoever has a certificate of that name.
   *
   * @throws Refused if there is nobody of that name
   */
  public void revoke(String name, String by) throws Refused {
    if (!identities.revoke(name, clock.instant())) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "nobody was given a certificate as " + name + ": master certificates lists who was");
    }
    EnrolLog.revoked(name, by);
  }

  /** Key and certificate, ready-made. */
  public Identity identity(Party party, Role role) {
    Identity made = authority.identity(party, CertificateAuthority.endsOf(party), issue(party));
    enter(party, role, made.certificate());
    return made;
  }

  /**
   * Now, but after all that was shut out of that name: a clock that was set back changes nothing.
   */
  private Instant issue(Party party) {
    Instant now = clock.instant();
    return identities
        .find(nameOf(party))
        .map(Certified::revokedAt)
        .map(revoked -> revoked.plus(TICK))
        .filter(now::isBefore)
        .orElse(now);
  }

  private void enter(Party party, Role role, X509Certificate certificate) {
    identities.enter(
        new Certified(
            nameOf(party),
            role,
            certificate.getSerialNumber().toString(16),
            CertificateAuthority.issued(certificate.getNotBefore().toInstant()),
            certificate.getNotAfter().toInstant(),
            null));
  }
}
