package dev.foray.master.enrol;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Secret;
import dev.foray.transport.EnrolmentLetter;
import dev.foray.transport.Party;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets the workers of launched nodes in: each launch has a secret, good for a quarter of an hour
 * and for one key. They are known to this process alone; a node that was launched by a Master that
 * died before it enrolled ends, and another is launched. Thread-safe.
 */
public final class Enrolments {
  static final Duration VALID = Duration.ofMinutes(15);

  private final CertificateAuthority authority;
  private final LongSupplier nanoTime;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Launch> launches = new HashMap<>();

  private static final class Launch {
    private final byte[] secret;
    private final long until;
    private @Nullable PublicKey enrolled;

    private Launch(byte[] secret, long until) {
      this.secret = secret;
      this.until = until;
    }
  }

  /**
   * @param nanoTime a monotonic clock in nanoseconds
   */
  public Enrolments(CertificateAuthority authority, LongSupplier nanoTime) {
    this.authority = authority;
    this.nanoTime = nanoTime;
  }

  /** What the node is given at its launch. */
  public synchronized EnrolmentLetter letter(String node, Endpoint https) {
    long now = nanoTime.getAsLong();
    launches.values().removeIf(launch -> launch.until - now < 0);
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    String text = HexFormat.of().formatHex(secret);
    launches.put(node, new Launch(bytes(text), now + VALID.toNanos()));
    return new EnrolmentLetter(https, node, new Secret(text), authority.certificate());
  }

  /**
   * Certifies the key of the launch's node. A repeated call with the same key is answered again.
   *
   * @return the certificate and its authority's, in PEM
   * @throws Refused if the secret is not this launch's, or has ended, or was used for another key;
   *     which of these it is, it does not say
   */
  public synchronized String enrol(String launch, Secret secret, String request) throws Refused {
    Launch found = launches.get(launch);
    byte[] given = bytes(secret.reveal());
    boolean right = MessageDigest.isEqual(found == null ? new byte[64] : found.secret, given);
    if (found == null || !right || found.until - nanoTime.getAsLong() < 0) {
      throw refused(launch, "a secret that is wrong or has ended");
    }
    PublicKey key = CertificateRequest.keyIn(request);
    if (found.enrolled != null && !found.enrolled.equals(key)) {
      throw refused(launch, "a secret that was used before");
    }
    found.enrolled = key;
    return certified(launch, key);
  }

  /**
   * Certifies another key of a worker that calls by its certificate.
   *
   * @throws Refused if the request can't be used
   */
  public String renew(String node, String request) throws Refused {
    return certified(node, CertificateRequest.keyIn(request));
  }

  private String certified(String node, PublicKey key) {
    Party party = Party.worker(authority.cluster(), node);
    X509Certificate certificate =
        authority.certify(party, key, CertificateAuthority.Ends.CALLS_AND_IS_CALLED);
    EnrolLog.certified(party);
    return AuthorityPem.text(certificate) + authority.certificate();
  }

  private static Refused refused(String launch, String why) {
    EnrolLog.refused(launch, why);
    return new Refused(
        ExitCode.WRONG_USE,
        "this Master certifies no key for that launch and secret: a secret is good for "
            + VALID.toMinutes()
            + " minutes and one node");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
