package dev.foray.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Parrot;
import dev.foray.protocol.WorkerDesk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is let in, who is dialled, and how long anybody waits. */
@Timeout(60)
class ConnectionsTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final String NAME = "foray/parrot";
  private static final TestCluster CLUSTER = new TestCluster();
  private static final Identity SELF = CLUSTER.master();

  private final List<AutoCloseable> open = new ArrayList<>();
  private int roguePort;

  @BeforeAll
  static void install() {
    Transport.install();
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private <T extends AutoCloseable> T closing(T each) {
    open.add(each);
    return each;
  }

  private static RmiHost listen(String advertised, int port) throws IOException {
    return RmiHost.listen(() -> SELF, Doorkeeper.byCertificate(), LOOPBACK, advertised, port);
  }

  private RmiHost host() throws IOException {
    return closing(listen("127.0.0.1", 0));
  }

  private RmiHost host(int mostConnections, Duration greeting) throws IOException {
    Admission admission = new Admission(100, mostConnections);
    return closing(
        RmiHost.listen(
            () -> SELF, Doorkeeper.byCertificate(), LOOPBACK, "127.0.0.1", 0, admission, greeting));
  }

  private static Endpoint at(RmiHost host) {
    return new Endpoint("127.0.0.1", host.port());
  }

  private static RmiPeer peer() {
    return new RmiPeer(() -> SELF);
  }

  private static Dialer dialer(Endpoint endpoint) {
    return new Dialer(endpoint, () -> SELF, SELF.party());
  }

  private static Parrot parrotAt(Endpoint endpoint) throws RemoteException {
    return peer().master(endpoint, NAME, Parrot.class);
  }

  @Test
  void onePortCarriesSeveralServices() throws Exception {
    RmiHost host = host();
    host.serve(NAME, (Parrot) words -> "one");
    host.serve("foray/other", (Parrot) words -> "two");

    assertThat(parrotAt(at(host)).say("")).isEqualTo("one");
    assertThat(peer().master(at(host), "foray/other", Parrot.class).say("")).isEqualTo("two");
  }

  @Test
  void severalHostsInOneProcessKeepTheirPortsAndNames() throws Exception {
    RmiHost first = host();
    RmiHost second = closing(listen("localhost", 0));
    first.serve(NAME, (Parrot) words -> "first");
    second.serve(NAME, (Parrot) words -> "second");
    first.serve("foray/later", (Parrot) words -> "first, later");

    assertThat(stubOf("foray/later", at(first))).contains("[127.0.0.1:" + first.port());
    assertThat(stubOf(NAME, new Endpoint("localhost", second.port())))
        .contains("[localhost:" + second.port());
    assertThat(parrotAt(at(first)).say("")).isEqualTo("first");
    assertThat(parrotAt(new Endpoint("localhost", second.port())).say("")).isEqualTo("second");
    assertThat(peer().master(at(first), "foray/later", Parrot.class).say(""))
        .isEqualTo("first, later");
  }

  private static String stubOf(String name, Endpoint endpoint) throws Exception {
    return dialer(endpoint).lookUp(name).toString();
  }

  @Test
  void processMayBeDialledByANameThatResolvesToWhatItAdvertises() throws Exception {
    RmiHost host = host();
    host.serve(NAME, (Parrot) words -> "here");

    assertThat(parrotAt(new Endpoint("localhost", host.port())).say("")).isEqualTo("here");
  }

  @Test
  void remoteBindIsRefused() throws Exception {
    RmiHost host = host();
    host.serve(NAME, (Parrot) words -> "mine");
    Registry registry = LocateRegistry.getRegistry("127.0.0.1", host.port(), dialer(at(host)));
    Remote stub = dialer(at(host)).lookUp(NAME);

    assertThatThrownBy(() -> registry.rebind(NAME, stub)).isInstanceOf(RemoteException.class);
    assertThatThrownBy(() -> registry.bind("foray/rogue", stub))
        .isInstanceOf(RemoteException.class);
    assertThatThrownBy(() -> registry.unbind(NAME)).isInstanceOf(RemoteException.class);
    assertThat(registry.list()).containsExactly(NAME);
  }

  @Test
  void stubThatPointsElsewhereIsNotFollowed() throws Exception {
    Registry rogue = rogueRegistry();
    AtomicInteger dialled = new AtomicInteger();
    ServerSocket elsewhere = closing(countingListener(dialled));
    Parrot misplaced = words -> "gotcha";
    Remote stub =
        UnicastRemoteObject.exportObject(
            misplaced, elsewhere.getLocalPort(), new Dialer(), port -> elsewhere);
    closing(() -> UnicastRemoteObject.unexportObject(misplaced, true));
    rogue.bind(NAME, stub);

    Parrot parrot = parrotAt(new Endpoint("127.0.0.1", roguePort));

    assertThatThrownBy(() -> parrot.say("hello"))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("did not choose")
        .hasMessageContaining(":" + elsewhere.getLocalPort());
    assertThat(dialled).hasValue(0);
  }

  private Registry rogueRegistry() throws IOException {
    ServerSocket socket =
        closing(new Listener(() -> SELF, LOOPBACK, 0, new Admission(9, 9), Transport.GREETING));
    roguePort = socket.getLocalPort();
    Registry registry = LocateRegistry.createRegistry(roguePort, new Dialer(), port -> socket);
    closing(() -> UnicastRemoteObject.unexportObject(registry, true));
    return registry;
  }

  private static ServerSocket countingListener(AtomicInteger accepted) throws IOException {
    return new ServerSocket(0, 10, LOOPBACK) {
      @Override
      public Socket accept() throws IOException {
        Socket socket = super.accept();
        accepted.incrementAndGet();
        return socket;
      }
    };
  }

  @Test
  void stubThatPointsToAnotherHostIsNotFollowed() throws Exception {
    RmiHost host = host();

    assertThatThrownBy(() -> dialer(at(host)).createSocket("127.0.0.2", host.port()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("refused to dial 127.0.0.2:" + host.port());
  }

  @Test
  void stubWithoutOurFactoryIsNotFollowed() throws Exception {
    assertThatThrownBy(() -> LocateRegistry.getRegistry("127.0.0.1", 1).lookup(NAME))
        .hasMessageContaining("refused to dial");
    assertThatThrownBy(() -> LocateRegistry.createRegistry(0))
        .hasRootCauseMessage("refused to listen on port 0: only RmiHost opens a port for calls");
  }

  @Test
  void silentConnectionIsDropped() throws Exception {
    RmiHost host = host(100, Duration.ofMillis(200));
    Socket silent = closing(new Socket(LOOPBACK, host.port()));
    silent.setSoTimeout(20_000);

    assertThat(silent.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void attack14RmiHangsUpOnWhoeverIsSilentForAMinute() {
    assertThat(System.getProperty("sun.rmi.transport.tcp.readTimeout"))
        .isEqualTo(String.valueOf(Duration.ofMinutes(1).toMillis()));
  }

  /** RMI sets that limit first of all, when no hands have been shaken yet. */
  @Test
  void attack14ConnectionThatIsSilentBehindItsHandshakeIsDropped() throws Exception {
    Listener listener =
        closing(new Listener(() -> SELF, LOOPBACK, 0, new Admission(100, 100), Transport.GREETING));
    ExecutorService threads = Executors.newCachedThreadPool();
    closing(threads::shutdownNow);
    Endpoint endpoint = new Endpoint("127.0.0.1", listener.getLocalPort());
    Future<Socket> dialed = threads.submit(() -> Wire.dial(endpoint, SELF, SELF.party()));
    Socket accepted = closing(listener.accept());
    accepted.setSoTimeout(300);

    Future<Integer> heard = threads.submit(() -> accepted.getInputStream().read());
    closing(dialed.get(20, TimeUnit.SECONDS));

    assertThatThrownBy(() -> heard.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(SocketTimeoutException.class);
  }

  /** RMI does so under a lock that each of a process's calls needs, to whomever it goes. */
  @Test
  void connectionToAProcessThatStoppedIsClosedAtOnce() throws Exception {
    Listener listener =
        closing(
            new Listener(() -> SELF, LOOPBACK, 0, new Admission(100, 100), Duration.ofSeconds(20)));
    ExecutorService threads = Executors.newCachedThreadPool();
    closing(threads::shutdownNow);
    Future<Socket> stopped =
        threads.submit(
            () -> {
              Socket accepted = listener.accept();
              accepted.getOutputStream().write(1);
              return accepted; // From here on it does nothing, as after kill -STOP.
            });
    Endpoint endpoint = new Endpoint("127.0.0.1", listener.getLocalPort());
    Socket dialed = Wire.dial(endpoint, SELF, SELF.party());
    dialed.setSoTimeout(40_000); // As RMI does while it waits for answers.
    assertThat(dialed.getInputStream().read()).isEqualTo(1);
    closing(stopped.get(20, TimeUnit.SECONDS));

    threads
        .submit(
            () -> {
              dialed.close();
              return true;
            })
        .get(20, TimeUnit.SECONDS);
  }

  @Test
  void tooManyConnectionsAreTurnedAwayUntilSomeEnd() throws Exception {
    RmiHost host = host(2, Duration.ofSeconds(30));
    host.serve(NAME, (Parrot) words -> "here");
    Socket first = closing(new Socket(LOOPBACK, host.port()));
    closing(new Socket(LOOPBACK, host.port()));

    Socket third = closing(new Socket(LOOPBACK, host.port()));
    third.setSoTimeout(20_000);
    assertThat(third.getInputStream().read()).isEqualTo(-1);
    assertThatThrownBy(() -> parrotAt(at(host))).hasMessageContaining("127.0.0.1:" + host.port());

    first.close();
    assertThat(calledUntilAnswered(at(host))).isEqualTo("here");
  }

  @Test
  void attack15CrowdFromOneAddressDoesNotKeepOthersOut() throws Exception {
    RmiHost host = host();
    host.serve(NAME, (Parrot) words -> "here");
    List<Socket> crowd = crowd(10_000, 1, host.port());

    assertThat(calledUntilAnswered(at(host))).isEqualTo("here");
    assertThat(crowd.stream().filter(ConnectionsTest::isOpen).count()).isLessThanOrEqualTo(500);
  }

  /** While they say nothing there is no room; they are not let say nothing for long. */
  @Test
  void attack15CrowdFromManyAddressesIsGoneAfterTheGreeting() throws Exception {
    RmiHost host =
        closing(
            RmiHost.listen(
                () -> SELF,
                Doorkeeper.byCertificate(),
                LOOPBACK,
                "127.0.0.1",
                0,
                new Admission(200, 50),
                Duration.ofSeconds(1)));
    host.serve(NAME, (Parrot) words -> "here");
    List<Socket> crowd = crowd(2_000, 100, host.port());

    assertThat(calledUntilAnswered(at(host))).isEqualTo("here");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> crowd.stream().noneMatch(ConnectionsTest::isOpen));
  }

  private List<Socket> crowd(int connections, int addresses, int port) throws IOException {
    List<Socket> crowd = new ArrayList<>();
    closing(() -> crowd.forEach(ConnectionsTest::closeQuietly));
    for (int connection = 0; connection < connections; connection++) {
      crowd.add(from("127.0.1." + connection % addresses, port));
    }
    return crowd;
  }

  private static Socket from(String address, int port) throws IOException {
    Socket socket = new Socket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(address, 0));
    socket.connect(new InetSocketAddress(LOOPBACK, port), 20_000);
    return socket;
  }

  /** One that was turned away has met its end. */
  private static boolean isOpen(Socket socket) {
    try {
      socket.setSoTimeout(1);
      return socket.getInputStream().read() >= 0;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object calledUntilAnswered(Endpoint endpoint) throws Exception {
    while (true) {
      try {
        return parrotAt(endpoint).say("");
      } catch (RemoteException e) {
        assertThat(Thread.interrupted()).isFalse();
      }
    }
  }

  @Test
  void whereNothingListensOneSentenceNamesTheAddress() throws Exception {
    int port;
    try (ServerSocket once = new ServerSocket(0, 1, LOOPBACK)) {
      port = once.getLocalPort();
    }

    assertThatThrownBy(() -> parrotAt(new Endpoint("127.0.0.1", port)))
        .isInstanceOf(java.rmi.ConnectException.class)
        .hasMessage("nothing listens at 127.0.0.1:" + port);
  }

  @Test
  void unknownHostIsNamed() {
    assertThatThrownBy(() -> parrotAt(new Endpoint("no-such-host.invalid", 1099)))
        .hasMessage("no host no-such-host.invalid is known");
  }

  @Test
  void serviceOfAnotherKindIsNamed() throws Exception {
    RmiHost host = host();
    host.serve(NAME, (Parrot) words -> "here");

    assertThatThrownBy(() -> peer().master(at(host), NAME, WorkerDesk.class))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining(NAME + " is no WorkerDesk")
        .hasMessageContaining("127.0.0.1:" + host.port());
  }

  @Test
  void missingServiceIsNamed() throws Exception {
    RmiHost host = host();

    assertThatThrownBy(() -> parrotAt(at(host)))
        .hasMessageContaining("127.0.0.1:" + host.port() + " has no " + NAME);
  }

  @Test
  void processThatWasReplacedIsFoundAgain() throws Exception {
    RmiHost former = listen("127.0.0.1", LastingPort.find());
    former.serve(NAME, (Parrot) words -> "former");
    Parrot parrot = parrotAt(at(former));
    assertThat(parrot.say("")).isEqualTo("former");
    former.close();
    assertThatThrownBy(() -> parrot.say("")).isInstanceOf(RemoteException.class);

    RmiHost next = closing(listen("127.0.0.1", former.port()));
    next.serve(NAME, (Parrot) words -> "next");

    assertThat(parrot.say("")).isEqualTo("next");
  }

  @Test
  void takenPortIsNamed() throws Exception {
    RmiHost host = host();

    assertThatThrownBy(() -> listen("127.0.0.1", host.port()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127.0.0.1:" + host.port());
  }

  @Test
  void closeLetsTheCallUnderWayBeAnswered() throws Exception {
    RmiHost host = host();
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    host.serve(NAME, (Parrot) words -> answered(called, answer));
    Parrot parrot = parrotAt(at(host));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    closing(threads::shutdownNow);
    Future<Object> call = threads.submit(() -> parrot.say(""));
    assertThat(called.await(20, TimeUnit.SECONDS)).isTrue();

    Future<?> closing = threads.submit(host::close);
    assertThatThrownBy(() -> closing.get(100, TimeUnit.MILLISECONDS))
        .isInstanceOf(java.util.concurrent.TimeoutException.class);
    answer.countDown();

    assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo("answered");
    closing.get(20, TimeUnit.SECONDS);
    assertThatThrownBy(() -> new Socket(LOOPBACK, host.port()).close())
        .isInstanceOf(IOException.class);
  }

  private static String answered(CountDownLatch called, CountDownLatch answer) {
    called.countDown();
    try {
      return answer.await(20, TimeUnit.SECONDS) ? "answered" : "gave up";
    } catch (InterruptedException e) {
      return "interrupted";
    }
  }

  @Test
  void closeEndsACallThatDoesNotEnd() throws Exception {
    RmiHost host = host();
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    closing(never::countDown);
    host.serve(NAME, (Parrot) words -> answered(called, never));
    Parrot parrot = parrotAt(at(host));
    ExecutorService threads = Executors.newSingleThreadExecutor();
    closing(threads::shutdownNow);
    Future<Object> call = threads.submit(() -> parrot.say(""));
    assertThat(called.await(20, TimeUnit.SECONDS)).isTrue();

    host.close();

    assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(RemoteException.class);
  }
}
