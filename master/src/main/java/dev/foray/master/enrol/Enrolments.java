package dev.foray.master.enrol;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Role;
import dev.foray.protocol.Secret;
import dev.foray.transport.EnrolmentLetter;
import dev.foray.transport.Party;
import java.security.PublicKey;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Lets the workers of launched nodes in, each by the secret of its launch. A node that was launched
 * by a Master that died before it enrolled ends, and another is launched. Thread-safe.
 */
public final class Enrolments {
  private final CertificateAuthority authority;
  private final Certifier certifier;
  private final OneTimeSecrets<Seating> secrets;
  private final Set<String> withdrawn = new HashSet<>();

  /**
   * @param nanoTime a monotonic clock in nanoseconds
   */
  public Enrolments(CertificateAuthority authority, Register register, LongSupplier nanoTime) {
    this(authority, (Certifier) register, nanoTime);
  }

  /** Of a Master without a ledger, which enters nobody. */
  public Enrolments(CertificateAuthority authority, LongSupplier nanoTime) {
    this(authority, authority::certified, nanoTime);
  }

  private Enrolments(CertificateAuthority authority, Certifier certifier, LongSupplier nanoTime) {
    this.authority = authority;
    this.certifier = certifier;
    this.secrets = new OneTimeSecrets<>(nanoTime);
  }

  /** What the node is given at its launch, of which it is the only one. */
  public EnrolmentLetter letter(String node, Endpoint https) {
    return letter(node, https, 1, instance -> Optional.of(node));
  }

  /**
   * What all nodes of a launch are given.
   *
   * @param nodes how many they are
   * @param seating says which of them a machine is
   */
  public EnrolmentLetter letter(String launch, Endpoint https, int nodes, Seating seating) {
    Secret secret = secrets.give(launch, seating, nodes);
    return new EnrolmentLetter(https, launch, Seating.ONLY, secret, authority.certificate());
  }

  /** Whether somebody knows the secret of a launch whose nodes may still join. */
  public boolean isOfALaunch(String launch, Secret secret) {
    return secrets.peek(launch, secret).isPresent();
  }

  /**
   * The node is let in no more, by its own secret or by that of its launch. Waits for whichever is
   * coming in now.
   */
  public synchronized void withdraw(String node) {
    secrets.withdraw(node);
    withdrawn.add(node);
  }

  /**
   * Certifies the key of a node of the launch. A repeated call with the same key is answered again.
   *
   * @param instance what its machine calls itself, or {@link Seating#ONLY}
   * @return the certificate and its authority's, in PEM
   * @throws Refused if the secret is not this launch's, or has ended, or was used for another key;
   *     which of these it is, it does not say
   * @throws NotYet if no such machine is to be seen yet; to be asked again
   */
  public String enrol(String launch, Secret secret, String instance, String request)
      throws Refused, NotYet {
    String node =
        secrets
            .peek(launch, secret)
            .orElseThrow(() -> refused(launch))
            .nodeOf(instance)
            .orElseThrow(
                () ->
                    new NotYet(
                        "no machine "
                            + instance
                            + " of that launch is to be seen here yet: ask again"));
    return certify(launch, secret, node, request);
  }

  private synchronized String certify(String launch, Secret secret, String node, String request)
      throws Refused {
    if (withdrawn.contains(node)) {
      throw refused(launch);
    }
    PublicKey key =
        secrets
            .redeem(launch, secret, node, () -> CertificateRequest.keyIn(request))
            .orElseThrow(() -> refused(launch))
            .key();
    return certifier.certify(Party.worker(authority.cluster(), node), Role.WORKER, key);
  }

  private static Refused refused(String launch) {
    EnrolLog.refused("launch " + launch);
    return new Refused(
        ExitCode.WRONG_USE,
        "this Master certifies no key for that launch and secret: a secret is good for "
            + OneTimeSecrets.VALID.toMinutes()
            + " minutes and one node");
  }

  /**
   * Certifies another key of a worker that calls by its certificate.
   *
   * @throws Refused if the request can't be used
   */
  public String renew(String node, String request) throws Refused {
    return certifier.certify(
        Party.worker(authority.cluster(), node), Role.WORKER, CertificateRequest.keyIn(request));
  }
}
