package dev.foray.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.CallableBy;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Order;
import dev.foray.protocol.Parrot;
import dev.foray.protocol.Role;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.AccessException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who gets through the door of a port, and as whom. The numbers are those of docs/security.md. */
@Timeout(60)
class DoorsTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final String NAME = "foray/parrot";
  private static final TestCluster CLUSTER = new TestCluster();
  private static final Identity MASTER = CLUSTER.master();
  private static final AttemptId ATTEMPT = AttemptId.ofChunk(new JobId(17), 42, 3);
  private static final byte[] GREETING_OF_RMI = {'J', 'R', 'M', 'I', 0, 2, 0x4b};

  private final List<AutoCloseable> open = new ArrayList<>();
  private final AtomicInteger heard = new AtomicInteger();
  private RmiHost host;

  @BeforeAll
  static void install() {
    Transport.install();
  }

  @BeforeEach
  void open() throws IOException {
    host = listen(MASTER, Transport.GREETING);
    host.serve(NAME, (Parrot) words -> heard.incrementAndGet());
  }

  private RmiHost listen(Identity self, Duration greeting) throws IOException {
    RmiHost opened =
        RmiHost.listen(
            () -> self,
            Doorkeeper.byCertificate(),
            LOOPBACK,
            "127.0.0.1",
            0,
            new Admission(100, 100),
            greeting);
    open.add(opened);
    return opened;
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private Parrot parrot(Identity self) throws RemoteException {
    return parrot(self, host);
  }

  private static Parrot parrot(Identity self, RmiHost host) throws RemoteException {
    Endpoint endpoint = new Endpoint("127.0.0.1", host.port());
    return new RmiPeer(() -> self).service(endpoint, MASTER.party(), NAME, Parrot.class);
  }

  @Test
  void attack1PlainCallsAreNotAnswered() throws Exception {
    try (Socket plain = new Socket(LOOPBACK, host.port())) {
      plain.setSoTimeout(20_000);
      plain.getOutputStream().write(GREETING_OF_RMI);

      byte[] answer = plain.getInputStream().readNBytes(1);

      assertThat(answer.length == 0 || answer[0] == 0x15).as("the end, or an alert").isTrue();
    } catch (java.net.SocketException e) {
      assertThat(e).hasMessageContaining("reset");
    }
  }

  @Test
  void attack2WithoutACertificateNothingIsAnswered() throws Exception {
    SSLContext anonymous =
        ClusterTrust.in(Pem.certificates(CLUSTER.authority()).get(0)).context(null);
    try (SSLSocket socket =
        (SSLSocket) anonymous.getSocketFactory().createSocket(LOOPBACK, host.port())) {
      socket.setSoTimeout(20_000);
      socket.setEnabledProtocols(new String[] {Wire.TLS});
      assertThatThrownBy(
              () -> {
                socket.startHandshake(); // In TLS 1.3 a client is through before it is refused.
                socket.getOutputStream().write(GREETING_OF_RMI);
                socket.getInputStream().read();
              })
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void attack3CertificateOfAnotherAuthorityIsOfNoUseEvenIfItSaysTheSame() throws Exception {
    Identity foreign = new TestCluster().master();
    assertThat(foreign.name()).isEqualTo(MASTER.name());

    assertThatThrownBy(() -> parrot(foreign)).isInstanceOf(NoTrust.class);

    RmiHost stranger = listen(showing(foreign), Transport.GREETING);
    stranger.serve(NAME, (Parrot) words -> heard.incrementAndGet());
    assertThatThrownBy(() -> parrot(MASTER, stranger)).isInstanceOf(NoTrust.class);
    assertThat(heard).hasValue(0);
  }

  /** One that trusts this cluster, and shows a certificate that this cluster does not trust. */
  private static Identity showing(Identity foreign) {
    String own = foreign.pem().replaceAll("(?s)(-----END CERTIFICATE-----).*", "$1\n");
    return Identity.parse(own + CLUSTER.authority());
  }

  @Test
  void attack3HostLooksAtTheCallersCertificateItself() throws Exception {
    Identity foreign = showing(new TestCluster().master());

    assertThatThrownBy(() -> parrot(foreign)).isInstanceOf(RemoteException.class);
    assertThat(heard).hasValue(0);
  }

  @Test
  void attack4ExpiredCertificateIsOfNoUse() {
    Instant past = Instant.now().minusSeconds(60);
    Identity expired = CLUSTER.identity(MASTER.name(), past, true, true);

    assertThatThrownBy(() -> parrot(expired)).isInstanceOf(NoTrust.class);
  }

  /** However much it sends before it looks: the other side may have hung up by then. */
  @Test
  void whoeverIsRefusedReadsThatItWasAndNotThatTheConnectionBroke() throws Exception {
    Identity expired = CLUSTER.identity(MASTER.name(), Instant.now().minusSeconds(60), true, true);
    Endpoint endpoint = new Endpoint("127.0.0.1", host.port());
    assertThatThrownBy(
            () -> {
              try (Socket socket = Wire.dial(endpoint, expired, MASTER.party())) {
                for (int i = 0; i < 1_000; i++) {
                  socket.getOutputStream().write(1);
                }
                socket.getInputStream().read();
              }
            })
        .isInstanceOf(SSLException.class)
        .hasMessageContaining("alert");
  }

  @Test
  void attack4KeptConnectionDoesNotOutliveItsCertificate() throws Exception {
    Identity brief =
        CLUSTER.identity(MASTER.name(), Instant.now().plus(Duration.ofSeconds(3)), true, true);
    Parrot parrot = parrot(brief);
    parrot.say("in time");

    RemoteException refusal = null;
    for (long began = System.nanoTime();
        refusal == null && System.nanoTime() - began < Duration.ofSeconds(20).toNanos(); ) {
      try {
        parrot.say("again");
      } catch (RemoteException e) {
        refusal = e;
      }
    }

    assertThat(refusal).isInstanceOf(AccessException.class).hasMessageContaining("ended at");
  }

  @ParameterizedTest
  @EnumSource(names = {"WORKER", "ATTEMPT", "ADMIN"})
  void attack5AnotherRoleIsRefusedAtEachCall(Party.Kind kind) throws Exception {
    Identity other =
        switch (kind) {
          case WORKER -> CLUSTER.worker("node-3");
          case ATTEMPT -> CLUSTER.attempt(ATTEMPT);
          case ADMIN -> CLUSTER.admin("ada");
          case MASTER -> MASTER;
        };

    assertThatThrownBy(() -> parrot(other).say("hello"))
        .isInstanceOf(AccessException.class)
        .hasMessage(other.name() + " may not do that here: it takes the role MASTER");
    assertThat(heard).hasValue(0);
  }

  @Test
  void attack5MethodThatNamesNoRoleIsRefusedToEverybody() {
    Unruled unruled = (Unruled) served((Unruled) () -> heard.incrementAndGet());
    Caller.enter(new Caller(MASTER.party(), Instant.now(), MASTER.expires()));
    try {
      assertThatThrownBy(unruled::call)
          .isInstanceOf(AccessException.class)
          .hasMessage("nobody may call Unruled.call like that");
    } finally {
      Caller.leave();
    }
    assertThat(heard).hasValue(0);
  }

  @Test
  void attack5CallOfNobodyKnownIsRefused() {
    Parrot parrot = (Parrot) served((Parrot) words -> heard.incrementAndGet());

    assertThatThrownBy(() -> parrot.say("hello"))
        .isInstanceOf(AccessException.class)
        .hasMessage("nobody may call Parrot.say like that");
    assertThat(heard).hasValue(0);
  }

  /** As a host serves it, with a doorkeeper that lets everybody pass. */
  private static Remote served(Remote service) {
    return ServedCalls.before(service, (caller, needed, arguments) -> {});
  }

  interface Unruled extends Remote {
    int call() throws RemoteException;
  }

  static List<Method> remoteMethods() throws Exception {
    Path classes = Path.of(Order.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Method> methods = new ArrayList<>();
    try (Stream<Path> files = Files.list(classes.resolve("dev/foray/protocol"))) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".class") && !name.equals("package-info.class")) {
          Class<?> type = Class.forName("dev.foray.protocol." + name.replace(".class", ""));
          if (type.isInterface() && Remote.class.isAssignableFrom(type)) {
            methods.addAll(List.of(type.getMethods()));
          }
        }
      }
    }
    return methods;
  }

  @ParameterizedTest
  @MethodSource("remoteMethods")
  void eachRemoteMethodSaysWhoMayCallIt(Method method) {
    CallableBy rule = method.getAnnotation(CallableBy.class);
    assertThat(rule).isNotNull();
    Role expected =
        switch (method.getDeclaringClass().getSimpleName()) {
          case "WorkerDesk" -> Role.WORKER;
          case "AttemptDesk" -> Role.ATTEMPT;
          case "WorkerService" -> Role.MASTER;
          default -> rule.value().isOfPerson() ? rule.value() : Role.VIEWER;
        };
    assertThat(rule.value()).isEqualTo(expected);
  }

  @Test
  void attack6WhoAnswersMustBeTheOneThatWasMeant() throws Exception {
    RmiHost other = listen(CLUSTER.worker("node-4"), Transport.GREETING);
    other.serve(NAME, (Parrot) words -> heard.incrementAndGet());
    Endpoint endpoint = new Endpoint("127.0.0.1", other.port());

    assertThatThrownBy(
            () -> new RmiPeer(() -> MASTER).worker(endpoint, "node-3", NAME, Parrot.class))
        .isInstanceOf(NoTrust.class)
        .hasMessageContaining("there answers foray:test/worker/node-4")
        .hasMessageContaining("not foray:test/worker/node-3");
    assertThatThrownBy(() -> new RmiPeer(() -> MASTER).master(endpoint, NAME, Parrot.class))
        .isInstanceOf(NoTrust.class);
    assertThat(heard).hasValue(0);
  }

  @Test
  void attack6CertificateForCallsAloneIsNoUseForBeingCalled() throws Exception {
    Instant later = Instant.now().plusSeconds(600);
    Identity callsOnly = CLUSTER.identity(MASTER.name(), later, false, true);
    RmiHost pretender = listen(callsOnly, Transport.GREETING);

    assertThatThrownBy(() -> parrot(MASTER, pretender)).isInstanceOf(NoTrust.class);
  }

  @Test
  void attack14HalfAHandshakeAndAByteASecondEndWhileOthersAreServed() throws Exception {
    RmiHost strict = listen(MASTER, Duration.ofMillis(700));
    strict.serve(NAME, (Parrot) words -> heard.incrementAndGet());
    try (Socket half = new Socket(LOOPBACK, strict.port());
        Socket drop = new Socket(LOOPBACK, strict.port())) {
      half.setSoTimeout(20_000);
      half.getOutputStream().write(new byte[] {0x16, 0x03, 0x01, 0x00, 0x50, 0x01});
      half.getOutputStream().flush();

      assertThat(parrot(MASTER, strict).say("meanwhile")).isEqualTo(1);
      drop.setSoTimeout(100);
      assertThat(bytesUntilDropped(drop)).isLessThan(60);
      assertThat(half.getInputStream().readAllBytes().length).isLessThan(100);
    }
  }

  /** One byte each tenth of a second; a limit on each read alone would never end it. */
  private static int bytesUntilDropped(Socket drop) throws IOException {
    byte[] record = {0x16, 0x03, 0x01, 0x3f, 0x00};
    for (int sent = 0; sent < 100; sent++) {
      try {
        drop.getOutputStream().write(sent < record.length ? record[sent] : 1);
        if (drop.getInputStream().read() < 0) {
          return sent;
        }
      } catch (SocketTimeoutException e) {
        // It still waits for more.
      } catch (IOException e) {
        return sent;
      }
    }
    return 100;
  }

  @Test
  void sessionsAreResumedAndTheCallerIsKnownAllTheSame() throws Exception {
    Endpoint endpoint = new Endpoint("127.0.0.1", host.port());
    try (DialedSocket first = Wire.dial(endpoint, MASTER, MASTER.party())) {
      first.getOutputStream().write(GREETING_OF_RMI);
      assertThat(first.getInputStream().read()).isEqualTo(0x4e);
      Instant born = Instant.ofEpochMilli(first.session().getCreationTime());
      try (DialedSocket second = Wire.dial(endpoint, MASTER, MASTER.party())) {
        assertThat(Instant.ofEpochMilli(second.session().getCreationTime())).isEqualTo(born);
      }
    }
    assertThat(parrot(MASTER).say("by a resumed session")).isEqualTo(1);
  }

  @Test
  void identityFileThatOthersMayReadIsRefused(@org.junit.jupiter.api.io.TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("admin.pem");
    assertThatThrownBy(() -> Identity.read(file)).hasMessage("there is no identity at " + file);
    Files.writeString(file, CLUSTER.admin("ada").pem());
    Files.setPosixFilePermissions(
        file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> Identity.read(file))
        .hasMessage("the identity at " + file + " can be used by others: chmod 600 " + file);

    Files.setPosixFilePermissions(
        file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    assertThat(Identity.read(file)).hasToString("foray:test/admin/ada");
  }
}
