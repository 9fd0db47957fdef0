package dev.foray.master.admin;

import dev.foray.master.enrol.Enrolments;
import dev.foray.master.enrol.Invitations;
import dev.foray.master.enrol.Register;
import dev.foray.master.ledger.Certified;
import dev.foray.master.ledger.Identities;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.IdentityAdmin;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Role;
import dev.foray.transport.Caller;
import dev.foray.transport.Party;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** Lets people in and shuts out whoever is to be shut out, for the CLI. */
public final class IdentityAdminEndpoint implements IdentityAdmin {
  private static final String WORKER = "worker/";

  private final Invitations invitations;
  private final Enrolments enrolments;
  private final Register register;
  private final Identities identities;
  private final Endpoint master;
  private final Endpoint https;
  private final Consumer<String> nodeShutOut;
  private final InstantSource clock;

  /**
   * @param master where this Master answers commands
   * @param https its HTTPS port
   * @param nodeShutOut told of each node whose worker was shut out
   */
  public IdentityAdminEndpoint(
      Invitations invitations,
      Enrolments enrolments,
      Register register,
      Identities identities,
      Endpoint master,
      Endpoint https,
      Consumer<String> nodeShutOut,
      InstantSource clock) {
    this.invitations = invitations;
    this.enrolments = enrolments;
    this.register = register;
    this.identities = identities;
    this.master = master;
    this.https = https;
    this.nodeShutOut = nodeShutOut;
    this.clock = clock;
  }

  @Override
  public Invitation invite(String name, Role role) throws Refused {
    return invitations.invite(name, role, master, https);
  }

  @Override
  public Role role() throws Refused {
    return register.roleOf(Caller.current().orElseThrow());
  }

  @Override
  public List<CertificateSummary> certificates() {
    return List.copyOf(
        identities.all().stream()
            .filter(certified -> certified.expiresAt().isAfter(clock.instant()))
            .map(IdentityAdminEndpoint::summary)
            .toList());
  }

  private static CertificateSummary summary(Certified certified) {
    return new CertificateSummary(
        certified.name(),
        certified.role(),
        certified.serial(),
        certified.issuedAt(),
        certified.expiresAt(),
        certified.revokedAt());
  }

  @Override
  public void revoke(String name) throws Refused {
    if (name.startsWith(WORKER)) {
      enrolments.withdraw(name.substring(WORKER.length()));
    } else {
      invitations.withdraw(name.substring(name.indexOf('/') + 1));
    }
    register.revoke(name, Asking.by(Party.THIS_HOST));
    if (name.startsWith(WORKER)) {
      nodeShutOut.accept(name.substring(WORKER.length()));
    }
  }

  @Override
  public String renew(String request) throws Refused {
    return register.renew(Caller.current().orElseThrow(), request);
  }
}
