package dev.foray.master.enrol;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Role;
import dev.foray.protocol.Secret;
import dev.foray.transport.Identity;
import dev.foray.transport.Party;
import dev.foray.transport.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The authority that says who is who in this Master's cluster: one key on P-256 in the data
 * directory, made at the first start. Whoever has it can be anybody. Certificates run from a day
 * before to thirty days after their issue, so that clocks hardly matter; what holds at a call is
 * asked of the ledger. Thread-safe.
 */
public final class CertificateAuthority {
  /** For how long a certificate is good. */
  public static final Duration TERM = Duration.ofDays(30);

  private static final String FILE = "ca.pem";

  private final String cluster;
  private final KeyPair pair;
  private final X509Certificate certificate;
  private final InstantSource clock;

  private CertificateAuthority(
      String cluster, KeyPair pair, X509Certificate certificate, InstantSource clock) {
    this.cluster = cluster;
    this.pair = pair;
    this.certificate = certificate;
    this.clock = clock;
  }

  /** What a certificate's owner uses it for. */
  public enum Ends {
    CALLS,
    CALLS_AND_IS_CALLED
  }

  /**
   * The one in the directory, made where there is none.
   *
   * @throws Refused if others may read it, it lies behind a symbolic link, or can't be read
   */
  public static CertificateAuthority open(Path directory, InstantSource clock) throws Refused {
    Path file = directory.resolve(FILE);
    try {
      if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
        PrivateFile.makeDirectory(directory);
      }
      PrivateFile.require(directory);
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        CertificateAuthority made = make(clock);
        PrivateFile.write(file, AuthorityPem.write(made.pair.getPrivate(), made.certificate));
        return made;
      }
      PrivateFile.require(file);
      AuthorityPem read = AuthorityPem.read(Files.readString(file));
      return new CertificateAuthority(
          CertificateForm.clusterOf(read.certificate()), read.pair(), read.certificate(), clock);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "the certificate authority in "
              + directory
              + " can't be used ("
              + e.getMessage()
              + "): restore it from a backup");
    }
  }

  /**
   * The one in the directory; empty where there is none, and none is made.
   *
   * @throws Refused as {@link #open}
   */
  public static Optional<CertificateAuthority> find(Path directory, InstantSource clock)
      throws Refused {
    return Files.exists(directory.resolve(FILE), LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(open(directory, clock))
        : Optional.empty();
  }

  /** One that lives as long as this object; of another cluster than every other. */
  public static CertificateAuthority make(InstantSource clock) {
    byte[] random = new byte[6];
    new SecureRandom().nextBytes(random);
    String cluster = HexFormat.of().formatHex(random);
    KeyPair pair = CertificateForm.newPair();
    return new CertificateAuthority(
        cluster, pair, CertificateForm.ofAuthority(cluster, pair, clock.instant()), clock);
  }

  public String cluster() {
    return cluster;
  }

  /** By it a ledger knows its cluster: the SHA-256 of the authority's certificate. */
  public String fingerprint() {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  public Instant validFrom() {
    return certificate.getNotBefore().toInstant();
  }

  public Instant expires() {
    return certificate.getNotAfter().toInstant();
  }

  /** Its certificate, in PEM: no secret. */
  public String certificate() {
    return AuthorityPem.text(certificate);
  }

  /**
   * Certifies a key that somebody else has made.
   *
   * @param issue what stands in it as the time of its issue
   */
  X509Certificate certify(Party party, PublicKey key, Ends ends, Instant issue) {
    return CertificateForm.of(
        party, key, ends == Ends.CALLS_AND_IS_CALLED, cluster, pair, issue, TERM);
  }

  /** The same for whoever needs no entry in a ledger. */
  String certified(Party party, Role role, PublicKey key) {
    return AuthorityPem.text(certify(party, key, endsOf(party), clock.instant())) + certificate();
  }

  /** What a party uses its certificate for. */
  static Ends endsOf(Party party) {
    return switch (party.kind()) {
      case MASTER, WORKER -> Ends.CALLS_AND_IS_CALLED;
      case ATTEMPT, ADMIN -> Ends.CALLS;
    };
  }

  /** When a certificate was issued that is valid from then. */
  static Instant issued(Instant validFrom) {
    return validFrom.plus(CertificateForm.BEFORE);
  }

  /** Key and certificate, ready-made. */
  public Identity identity(Party party, Ends ends) {
    return identity(party, ends, clock.instant());
  }

  /** The same as text, for whoever hands it on. */
  public Secret secret(Party party, Ends ends) {
    KeyPair own = CertificateForm.newPair();
    X509Certificate certified = certify(party, own.getPublic(), ends, clock.instant());
    return new Secret(Identity.text(own.getPrivate(), certified, certificate));
  }

  Identity identity(Party party, Ends ends, Instant issue) {
    KeyPair own = CertificateForm.newPair();
    return Identity.of(own.getPrivate(), certify(party, own.getPublic(), ends, issue), certificate);
  }
}
