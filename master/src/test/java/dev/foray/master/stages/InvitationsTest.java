package dev.foray.master.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.master.admin.IdentityAdminEndpoint;
import dev.foray.master.enrol.CertificateAuthority;
import dev.foray.master.enrol.Enrolments;
import dev.foray.master.enrol.Invitations;
import dev.foray.master.enrol.MasterDoor;
import dev.foray.master.enrol.Register;
import dev.foray.master.https.HttpsPort;
import dev.foray.master.https.Paths;
import dev.foray.master.ledger.Certified;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Role;
import dev.foray.protocol.Secret;
import dev.foray.transport.Caller;
import dev.foray.transport.Doorkeeper;
import dev.foray.transport.Enrolment;
import dev.foray.transport.Identity;
import dev.foray.transport.LoginCode;
import dev.foray.transport.NewKey;
import dev.foray.transport.Party;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.rmi.AccessException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How people come in, by the objects themselves and over HTTPS, and how they are shut out. */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class InvitationsTest extends StagesCase {
  private static final Endpoint RMI = new Endpoint("127.0.0.1", 1);
  private static final Endpoint HTTPS = new Endpoint("127.0.0.1", 2);

  private final CertificateAuthority authority = CertificateAuthority.make(InstantSource.system());
  private Instant now = Instant.now();
  private long nanos = 5;
  private Register register;
  private Invitations invitations;

  @BeforeEach
  void invite() {
    register = new Register(authority, ledger.identities(), () -> now);
    invitations = new Invitations(authority, register, () -> now, () -> nanos);
  }

  private Secret secret(String name, Role role) throws Refused {
    return LoginCode.parse(invitations.invite(name, role, RMI, HTTPS).code().reveal()).secret();
  }

  @Test
  void personIsWhoTheyWereInvitedAsAndMayDoThat() throws Exception {
    Secret secret = secret("ada", Role.DEPLOYER);
    NewKey key = NewKey.make();

    Identity ada = key.certified(invitations.join("ada", secret, key.request()));

    assertThat(ada.party()).isEqualTo(Party.admin(authority.cluster(), "ada"));
    assertThat(roleOf(ada)).isEqualTo(Role.DEPLOYER);
    assertThat(
            register.roleOf(
                new Caller(
                    ada.party(), ada.certificate().getNotBefore().toInstant(), ada.expires())))
        .isEqualTo(Role.DEPLOYER);
    Certified entered = ledger.identities().find("admin/ada").orElseThrow();
    assertThat(entered.serial()).isEqualTo(ada.certificate().getSerialNumber().toString(16));
    assertThat(entered.issuedAt()).isBetween(now.minusSeconds(1), now);
    assertThat(entered.expiresAt()).isEqualTo(ada.expires());
  }

  private Role roleOf(Identity identity) throws AccessException {
    Instant validFrom = identity.certificate().getNotBefore().toInstant();
    return new MasterDoor(authority.cluster(), ledger, stages.roster)
        .roleOf(identity.party(), validFrom);
  }

  @Test
  void attack16CodeIsGoodForOneKeyAndForMinutes() throws Exception {
    Secret first = secret("bea", Role.ADMIN);
    Secret second = secret("bea", Role.VIEWER);
    NewKey key = NewKey.make();

    assertNotInvited("bea", first, key); // The later invitation takes its place.
    assertNotInvited("cid", second, key);
    key.certified(invitations.join("bea", second, key.request()));
    key.certified(invitations.join("bea", second, key.request())); // The answer may be lost.
    assertNotInvited("bea", second, NewKey.make());

    Secret late = secret("bea", Role.ADMIN);
    nanos += Duration.ofMinutes(15).toNanos() + 1;
    assertNotInvited("bea", late, NewKey.make());
    assertThat(ledger.identities().find("admin/bea").orElseThrow().role()).isEqualTo(Role.VIEWER);
  }

  private void assertNotInvited(String name, Secret secret, NewKey key) {
    assertThatThrownBy(() -> invitations.join(name, secret, key.request()))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("this Master knows no such invitation");
  }

  @Test
  void attack16GuessesInBulkLetNobodyInAndSpendNoInvitation() throws Exception {
    Secret secret = secret("dan", Role.VIEWER);
    NewKey key = NewKey.make();
    String request = key.request();
    for (int guess = 0; guess < 1_000; guess++) {
      Secret wrong = new Secret(String.format("%064x", guess));
      assertThatThrownBy(() -> invitations.join("dan", wrong, request)).isInstanceOf(Refused.class);
    }
    assertThat(key.certified(invitations.join("dan", secret, request)).party().id())
        .isEqualTo("dan");
  }

  @Test
  void attack17NamesThatMeanMoreAndRolesOfOthersAreNotGiven() {
    for (String name :
        List.of("", "this-host", "../ada", "ada/1/2", "a b", "ada\n", "\u001b[2J", "ä")) {
      assertThatThrownBy(() -> invitations.invite(name, Role.VIEWER, RMI, HTTPS))
          .isInstanceOf(Refused.class)
          .hasMessageStartingWith("nobody can be invited by that name");
    }
    for (Role role : List.of(Role.MASTER, Role.WORKER, Role.ATTEMPT)) {
      assertThatThrownBy(() -> invitations.invite("ada", role, RMI, HTTPS))
          .isInstanceOf(Refused.class)
          .hasMessageStartingWith(role + " is no role of a person");
    }
  }

  @Test
  void attack4WhoIsShutOutStaysOutAndComesInByANewInvitationAlone() throws Exception {
    Identity eve = register.identity(Party.admin(authority.cluster(), "eve"), Role.ADMIN);
    register.revoke("admin/eve", "a test");
    assertThatThrownBy(() -> roleOf(eve)).hasMessageContaining("was shut out");

    now = now.minusSeconds(3_600); // A clock that was set back lets nobody in, nor keeps one out.
    Secret secret = secret("eve", Role.VIEWER);
    NewKey key = NewKey.make();
    Identity again = key.certified(invitations.join("eve", secret, key.request()));

    assertThat(roleOf(again)).isEqualTo(Role.VIEWER);
    assertThatThrownBy(() -> roleOf(eve)).hasMessageContaining("was shut out");
    assertThatThrownBy(() -> register.revoke("admin/nobody", "a test"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("master certificates lists who was");
  }

  @Test
  void renewedCertificateIsOfTheSamePersonAndRole() throws Exception {
    Identity fay = register.identity(Party.admin(authority.cluster(), "fay"), Role.DEPLOYER);
    NewKey key = NewKey.make();

    Identity renewed = key.certified(register.renew(shown(fay), key.request()));

    assertThat(renewed.party()).isEqualTo(fay.party());
    assertThat(roleOf(renewed)).isEqualTo(Role.DEPLOYER);
    assertThat(roleOf(fay)).isEqualTo(Role.DEPLOYER);
  }

  @Test
  void attack4WhoIsShutOutComesBackByNoOldCodeAndByNoRenewal() throws Exception {
    Secret secret = secret("hal", Role.ADMIN);
    NewKey key = NewKey.make();
    Identity hal = key.certified(invitations.join("hal", secret, key.request()));

    admin(new Enrolments(authority, System::nanoTime), node -> {}).revoke("admin/hal");

    assertNotInvited("hal", secret, key); // The same key would be answered again otherwise.
    assertThatThrownBy(() -> register.renew(shown(hal), NewKey.make().request()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("was shut out");
  }

  @Test
  void attack4WorkerThatIsShutOutComesBackByNoSecretOfItsLaunch() throws Exception {
    Enrolments enrolments = new Enrolments(authority, register, System::nanoTime);
    Secret secret = enrolments.letter("node-3", HTTPS).secret();
    NewKey key = NewKey.make();
    key.certified(enrolments.enrol("node-3", secret, "", key.request()));
    List<String> told = new ArrayList<>();

    admin(enrolments, told::add).revoke("worker/node-3");

    assertThatThrownBy(() -> enrolments.enrol("node-3", secret, "", key.request()))
        .isInstanceOf(Refused.class);
    assertThat(told).containsExactly("node-3");
  }

  private IdentityAdminEndpoint admin(Enrolments enrolments, Consumer<String> nodeShutOut) {
    return new IdentityAdminEndpoint(
        invitations, enrolments, register, ledger.identities(), RMI, HTTPS, nodeShutOut, () -> now);
  }

  private static Caller shown(Identity identity) {
    return new Caller(
        identity.party(), identity.certificate().getNotBefore().toInstant(), identity.expires());
  }

  @Test
  void overHttpsOnlyTheMasterThatTheCodeIsOfIsToldTheSecret() throws Exception {
    CertificateAuthority rogue = CertificateAuthority.make(InstantSource.system());
    try (HttpsPort port = open(authority);
        HttpsPort other = open(rogue)) {
      LoginCode code =
          LoginCode.parse(invitations.invite("gus", Role.VIEWER, RMI, HTTPS).code().reveal());

      assertThatThrownBy(() -> Enrolment.login(at(other), "gus", code))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("is not the Master that this code is of: nothing was sent");
      assertThat(Enrolment.login(at(port), "gus", code).party())
          .isEqualTo(Party.admin(authority.cluster(), "gus"));
      assertThatThrownBy(() -> Enrolment.login(at(port), "gus", code))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("no such invitation");
    }
  }

  private static Endpoint at(HttpsPort port) {
    return new Endpoint("127.0.0.1", port.port());
  }

  private HttpsPort open(CertificateAuthority presenting) throws IOException {
    Identity self =
        presenting.identity(
            Party.master(presenting.cluster()), CertificateAuthority.Ends.CALLS_AND_IS_CALLED);
    return HttpsPort.open(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        self.context(),
        HttpsPort.Limits.USUAL,
        Stream.of(
                Paths.ofEnrolment(
                    presenting.certificate(), new Enrolments(presenting, System::nanoTime)),
                Paths.ofLogin(invitations))
            .flatMap(List::stream)
            .toList(),
        Doorkeeper.byCertificate());
  }
}
