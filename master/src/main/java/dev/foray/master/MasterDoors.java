package dev.foray.master;

import dev.foray.master.admin.IdentityAdminEndpoint;
import dev.foray.master.dispatch.Roster;
import dev.foray.master.enrol.CertificateAuthority;
import dev.foray.master.enrol.CertificateAuthority.Ends;
import dev.foray.master.enrol.Enrolments;
import dev.foray.master.enrol.Invitations;
import dev.foray.master.enrol.MasterDoor;
import dev.foray.master.enrol.Register;
import dev.foray.master.enrol.Seating;
import dev.foray.master.https.HttpsPort;
import dev.foray.master.https.Paths;
import dev.foray.master.https.PlainPort;
import dev.foray.master.https.Route;
import dev.foray.master.ledger.Identities;
import dev.foray.master.ledger.Ledger;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.IdentityAdmin;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Role;
import dev.foray.protocol.Secret;
import dev.foray.transport.Doorkeeper;
import dev.foray.transport.EnrolmentLetter;
import dev.foray.transport.Identity;
import dev.foray.transport.Party;
import dev.foray.transport.PrivateFile;
import dev.foray.transport.RmiHost;
import dev.foray.transport.RmiPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.rmi.Remote;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Master's ports, and as whom it stands there. Its own key lives as long as its process. Made
 * by the {@link Master}, closed by it. Thread-safe.
 */
final class MasterDoors implements AutoCloseable {
  /** In the data directory: the key of commands on this host. */
  static final String ADMIN_FILE = "admin.pem";

  private final Listening listening;
  private final CertificateAuthority authority;
  private final Identities identities;
  private final Register register;
  private final Enrolments enrolments;
  private final Invitations invitations;
  private final RmiHost host;
  private final HttpsPort https;
  private volatile Identity self;
  private final Doorkeeper doorkeeper;
  private @Nullable Path admitted;
  private @Nullable HttpsPort metrics;
  private @Nullable PlainPort plainMetrics;

  private MasterDoors(
      Listening listening,
      CertificateAuthority authority,
      Ledger ledger,
      Roster roster,
      Function<Enrolments, List<Route>> nodes,
      List<Route> releases)
      throws IOException {
    this.listening = listening;
    this.authority = authority;
    InstantSource clock = InstantSource.system();
    this.identities = ledger.identities();
    this.register = new Register(authority, identities, clock);
    this.enrolments = new Enrolments(authority, register, System::nanoTime);
    this.invitations = new Invitations(authority, register, clock, System::nanoTime);
    this.self = newSelf(authority);
    this.doorkeeper = new MasterDoor(authority.cluster(), ledger, roster);
    this.host =
        RmiHost.listen(
            () -> self, doorkeeper, listening.address(), listening.advertised(), listening.port());
    try {
      this.https =
          HttpsPort.open(
              new InetSocketAddress(listening.address(), listening.httpsPort()),
              self.context(),
              HttpsPort.Limits.USUAL,
              Stream.of(
                      Paths.ofEnrolment(authority.certificate(), enrolments),
                      Paths.ofLogin(invitations),
                      nodes.apply(enrolments),
                      releases)
                  .flatMap(List::stream)
                  .toList(),
              doorkeeper);
    } catch (IOException e) {
      host.close();
      throw e;
    }
  }

  /**
   * @param nodes the paths by which nodes that come up elsewhere are given what they run
   * @param releases the paths by which releases come in and jars go out
   * @throws IOException if a port is taken; the message is one sentence
   */
  static MasterDoors open(
      Listening listening,
      CertificateAuthority authority,
      Ledger ledger,
      Roster roster,
      Function<Enrolments, List<Route>> nodes,
      List<Route> releases)
      throws IOException {
    return new MasterDoors(listening, authority, ledger, roster, nodes, releases);
  }

  private static Identity newSelf(CertificateAuthority authority) {
    return authority.identity(Party.master(authority.cluster()), Ends.CALLS_AND_IS_CALLED);
  }

  /** For a training run, which talks to itself: the Master of a cluster that nobody else is in. */
  static Secret ofTraining() {
    return new Secret(newSelf(CertificateAuthority.make(InstantSource.system())).pem());
  }

  /** Reaches workers, as this Master. */
  RmiPeer peer() {
    return new RmiPeer(() -> self);
  }

  void serve(String name, Remote service) throws IOException {
    host.serve(name, service);
  }

  Endpoint address() {
    return listening.at(host.port());
  }

  Endpoint httpsAddress() {
    return listening.at(https.port());
  }

  /**
   * Opens where the Master is measured: without TLS on this host's loopback address alone.
   *
   * @return the port
   * @throws IOException if it is taken; the message is one sentence
   */
  synchronized int openMetrics(MetricsBind bind, Route route) throws IOException {
    if (bind.isForThisHostAlone()) {
      plainMetrics = PlainPort.open(bind.address(), List.of(route));
      return plainMetrics.port();
    }
    metrics =
        HttpsPort.open(
            bind.address(), self.context(), HttpsPort.Limits.USUAL, List.of(route), doorkeeper);
    return metrics.port();
  }

  /** What a node's worker needs to join. */
  EnrolmentLetter letter(String node) {
    return enrolments.letter(node, httpsAddress());
  }

  /** What the workers of all nodes of a launch need to join. */
  EnrolmentLetter letter(String launch, int nodes, Seating seating) {
    return enrolments.letter(launch, httpsAddress(), nodes, seating);
  }

  /**
   * Lets people in and shuts out whoever is to be.
   *
   * @param nodeShutOut told of each node whose worker was shut out
   */
  IdentityAdmin identityAdmin(Consumer<String> nodeShutOut) {
    return new IdentityAdminEndpoint(
        invitations,
        enrolments,
        register,
        identities,
        address(),
        httpsAddress(),
        nodeShutOut,
        InstantSource.system());
  }

  /** Another certificate for a worker that has one. */
  String renewed(String node, String request) throws Refused {
    return enrolments.renew(node, request);
  }

  /** An attempt's key and certificate, which come with its order. */
  Secret identityOf(AttemptId attempt) {
    return authority.secret(Party.attempt(authority.cluster(), attempt), Ends.CALLS);
  }

  /** Whoever may read the data directory commands this Master by what is written there. */
  synchronized void admitThisHost(Path directory) throws IOException {
    admitted = directory;
    Identity admin =
        register.identity(Party.admin(authority.cluster(), Party.THIS_HOST), Role.ADMIN);
    PrivateFile.write(directory.resolve(ADMIN_FILE), admin.pem());
  }

  /** Puts new certificates in the place of those that are past half of their term. */
  synchronized void renew() {
    Instant half = Instant.now().plus(CertificateAuthority.TERM.dividedBy(2));
    if (self.expires().isBefore(half)) {
      self = newSelf(authority);
      https.present(self.context());
      if (metrics != null) {
        metrics.present(self.context());
      }
      try {
        if (admitted != null) {
          admitThisHost(admitted);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private synchronized void closeMetrics() {
    if (metrics != null) {
      metrics.close();
    }
    if (plainMetrics != null) {
      plainMetrics.close();
    }
  }

  /** Takes nothing new, and ends calls under way after a short grace. */
  @Override
  public void close() {
    closeMetrics();
    https.close();
    host.close();
  }
}
