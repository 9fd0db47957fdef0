package dev.foray.master.enrol;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Role;
import dev.foray.protocol.Secret;
import dev.foray.transport.EnrolmentLetter;
import dev.foray.transport.Party;
import java.util.function.LongSupplier;

/**
 * Lets the workers of launched nodes in, each by the secret of its launch. A node that was launched
 * by a Master that died before it enrolled ends, and another is launched. Thread-safe.
 */
public final class Enrolments {
  private final CertificateAuthority authority;
  private final Certifier certifier;
  private final OneTimeSecrets<Party> secrets;

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

  /** What the node is given at its launch. */
  public EnrolmentLetter letter(String node, Endpoint https) {
    Secret secret = secrets.give(node, Party.worker(authority.cluster(), node));
    return new EnrolmentLetter(https, node, secret, authority.certificate());
  }

  /** The launch's secret lets no node in any more. Waits for whichever is coming in now. */
  public synchronized void withdraw(String launch) {
    secrets.withdraw(launch);
  }

  /**
   * Certifies the key of the launch's node. A repeated call with the same key is answered again.
   *
   * @return the certificate and its authority's, in PEM
   * @throws Refused if the secret is not this launch's, or has ended, or was used for another key;
   *     which of these it is, it does not say
   */
  public synchronized String enrol(String launch, Secret secret, String request) throws Refused {
    OneTimeSecrets.Redeemed<Party> worker =
        secrets
            .redeem(launch, secret, () -> CertificateRequest.keyIn(request))
            .orElseThrow(
                () -> {
                  EnrolLog.refused("launch " + launch);
                  return new Refused(
                      ExitCode.WRONG_USE,
                      "this Master certifies no key for that launch and secret: a secret is good"
                          + " for "
                          + OneTimeSecrets.VALID.toMinutes()
                          + " minutes and one node");
                });
    return certifier.certify(worker.gift(), Role.WORKER, worker.key());
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
