package dev.foray.master.enrol;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.IdentityAdmin.Invitation;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Role;
import dev.foray.protocol.Secret;
import dev.foray.transport.LoginCode;
import dev.foray.transport.Party;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** Lets people in, each by the code of an invitation. Thread-safe. */
public final class Invitations {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");

  private final CertificateAuthority authority;
  private final Register register;
  private final InstantSource clock;
  private final OneTimeSecrets<Invited> secrets;

  private record Invited(Party party, Role role) {}

  /**
   * @param nanoTime a monotonic clock in nanoseconds
   */
  public Invitations(
      CertificateAuthority authority,
      Register register,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.authority = authority;
    this.register = register;
    this.clock = clock;
    this.secrets = new OneTimeSecrets<>(nanoTime);
  }

  /**
   * @param master where the Master answers commands
   * @param https its HTTPS port
   * @throws Refused if nobody can have that name or role
   */
  public Invitation invite(String name, Role role, Endpoint master, Endpoint https) throws Refused {
    if (!NAME.matcher(name).matches() || name.equals(Party.THIS_HOST)) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "nobody can be invited by that name: up to 60 letters, digits, dots, dashes and"
              + " underscores, the first a letter or digit, and not "
              + Party.THIS_HOST);
    }
    if (!role.isOfPerson()) {
      throw new Refused(
          ExitCode.WRONG_USE,
          role + " is no role of a person: those are VIEWER, DEPLOYER and ADMIN");
    }
    Secret secret = secrets.give(name, new Invited(Party.admin(authority.cluster(), name), role));
    EnrolLog.invited(name, role);
    return new Invitation(
        name,
        role,
        LoginCode.of(secret, authority.fingerprint()).text(),
        OneTimeSecrets.end(clock.instant()),
        master,
        https);
  }

  /**
   * An invitation of that name lets nobody in any more, who came in by it included. Waits for
   * whoever is coming in now.
   */
  public synchronized void withdraw(String name) {
    secrets.withdraw(name);
  }

  /**
   * Certifies the key of whoever was invited. A repeated call with the same key is answered again.
   *
   * @return the certificate and its authority's, in PEM
   * @throws Refused if the secret is not that name's, or has ended, or was used for another key;
   *     which of these it is, it does not say
   */
  public synchronized String join(String name, Secret secret, String request) throws Refused {
    OneTimeSecrets.Redeemed<Invited> person =
        secrets
            .redeem(name, secret, "", () -> CertificateRequest.keyIn(request))
            .orElseThrow(
                () -> {
                  EnrolLog.refused("name " + name);
                  return new Refused(
                      ExitCode.WRONG_USE,
                      "this Master knows no such invitation: each is good for "
                          + OneTimeSecrets.VALID.toMinutes()
                          + " minutes and one login, and for as long as the Master runs; ask for"
                          + " another");
                });
    return register.certify(person.gift().party(), person.gift().role(), person.key());
  }
}
