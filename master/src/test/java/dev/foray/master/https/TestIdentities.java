package dev.foray.master.https;

import dev.foray.master.dispatch.Roster;
import dev.foray.master.enrol.CertificateAuthority;
import dev.foray.master.enrol.CertificateAuthority.Ends;
import dev.foray.master.enrol.MasterDoor;
import dev.foray.master.enrol.Register;
import dev.foray.master.ledger.Ledger;
import dev.foray.protocol.Role;
import dev.foray.transport.Doorkeeper;
import dev.foray.transport.Identity;
import dev.foray.transport.Party;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A real authority, and whom a test has it let in. */
final class TestIdentities {
  private final CertificateAuthority authority = CertificateAuthority.make(InstantSource.system());
  private final Ledger ledger;

  TestIdentities(Ledger ledger) {
    this.ledger = ledger;
  }

  CertificateAuthority authority() {
    return authority;
  }

  Doorkeeper doorkeeper() {
    return new MasterDoor(
        authority.cluster(), ledger, new Roster(Duration.ofSeconds(30), System::nanoTime));
  }

  SSLContext master() {
    return authority
        .identity(Party.master(authority.cluster()), Ends.CALLS_AND_IS_CALLED)
        .context();
  }

  SSLContext worker(String node) {
    return authority
        .identity(Party.worker(authority.cluster(), node), Ends.CALLS_AND_IS_CALLED)
        .context();
  }

  /** A node's worker is known to the ledger only where somebody has entered it. */
  void letIn(String node) {
    register().identity(Party.worker(authority.cluster(), node), Role.WORKER);
  }

  /** Known to the ledger from now on. */
  SSLContext person(String name, Role role) {
    return register().identity(Party.admin(authority.cluster(), name), role).context();
  }

  /** The same, with a certificate that ends so soon. */
  SSLContext person(String name, Role role, Duration left) {
    InstantSource then = () -> Instant.now().minus(CertificateAuthority.TERM).plus(left);
    return new Register(authority, ledger.identities(), then)
        .identity(Party.admin(authority.cluster(), name), role)
        .context();
  }

  Register register() {
    return new Register(authority, ledger.identities(), InstantSource.system());
  }

  /** Certified, and unknown to the ledger. */
  Identity stranger(String name) {
    return authority.identity(Party.admin(authority.cluster(), name), Ends.CALLS);
  }

  /** Shows nothing, and believes everything. */
  static SSLContext anonymous() throws Exception {
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(null, new TrustManager[] {new Credulous()}, null);
    return context;
  }

  private static final class Credulous implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
