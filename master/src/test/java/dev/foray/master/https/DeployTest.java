package dev.foray.master.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.master.admin.ReleaseAdminEndpoint;
import dev.foray.master.bill.LocalPrices;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.LedgerAddress;
import dev.foray.master.ledger.Release;
import dev.foray.master.release.CurrentRelease;
import dev.foray.master.release.Deployments;
import dev.foray.master.release.JarFixture;
import dev.foray.master.release.Pruning;
import dev.foray.master.release.ReleaseStore;
import dev.foray.master.release.fixture.JobShapes;
import dev.foray.master.submit.BoundsCheck;
import dev.foray.master.submit.Submissions;
import dev.foray.protocol.JobAdmin.Submission;
import dev.foray.protocol.JobAdmin.Terms;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Order;
import dev.foray.protocol.Refused;
import dev.foray.protocol.ReleaseAdmin.ReleaseJar;
import dev.foray.protocol.ReleaseAdmin.ReleaseList;
import dev.foray.protocol.ReleaseAdmin.ReleaseSummary;
import dev.foray.protocol.Role;
import dev.foray.protocol.Secret;
import dev.foray.shipping.JarSum;
import dev.foray.shipping.ReleaseUpload;
import dev.foray.shipping.Shipment;
import dev.foray.shipping.Shipped;
import dev.foray.shipping.ShippingRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Releases over the real HTTPS port, from the jars on a developer's disk to the row in the ledger.
 */
class DeployTest {
  private static final int MOST_BYTES = 3_000_000;

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir static Path shared;
  private static Ledger ledger;
  private static TestIdentities identities;
  private static SSLContext known;
  private static ReleaseStore releases;
  private static CurrentRelease current;
  private static HttpsPort port;
  private static volatile Instant now = Instant.parse("2026-11-24T08:00:00Z");

  @TempDir Path directory;

  @BeforeAll
  static void open() throws Exception {
    ledger = Ledger.open(new LedgerAddress(null, null, new Secret(""), shared));
    identities = new TestIdentities(ledger);
    known = identities.person("dora", Role.DEPLOYER);
    InstantSource clock = () -> now;
    releases = ReleaseStore.open(shared.resolve("releases"), ledger, clock);
    current = new CurrentRelease(ledger, releases, clock);
    port = open(MINUTE, MINUTE);
  }

  private static HttpsPort open(Duration head, Duration term) throws IOException {
    HttpsPort.Limits limits = new HttpsPort.Limits(head, term, MOST_BYTES);
    return HttpsPort.open(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        identities.master(),
        limits,
        Paths.ofReleases(ledger, new Deployments(releases, current), current, limits),
        identities.doorkeeper());
  }

  @AfterAll
  static void close() {
    port.close();
    ledger.close();
  }

  @BeforeEach
  void later() {
    now = now.plusSeconds(60);
  }

  @AfterEach
  void nothingHalfIsLeft() throws Exception {
    try (RawCall call = new RawCall(known, port.port())) {
      assertThat(RawCall.status(call.ask("GET /releases", ""))).isEqualTo(200);
    }
    assertThat(shared.resolve("releases/arriving")).isEmptyDirectory();
  }

  @Test
  void afterAChangeOfOneLineOneJarTravelsAndTheReleaseIsCurrent() throws Exception {
    List<Path> libraries = List.of(library("a"), library("b"), library("c"));

    Shipped first = ship("1.0", job("one"), libraries);
    Shipped second = ship("1.1", job("two"), libraries);
    Shipped third = ship("1.1", job("two"), libraries);

    assertThat(first.jarsSent()).isEqualTo(4);
    assertThat(first.jobClasses()).containsExactly(JobShapes.AddUp.class.getName());
    assertThat(second.sentence()).matches("1 of 4 jars, [1-9].* KiB");
    assertThat(second.current()).isTrue();
    assertThat(current.id()).hasValue(second.release());
    assertThat(third.release()).isEqualTo(second.release());
    assertThat(third.sentence()).isEqualTo("0 of 4 jars, 0 bytes");
    Release stored = releases.look(first.release()).orElseThrow();
    assertThat(stored.version()).isEqualTo("1.0");
    assertThat(stored.givenBy()).isEqualTo(identities.stranger("dora").name());
  }

  @Test
  void jobKeepsTheCodeThatItWasSubmittedWithWhateverIsDeployedAndPrunedMeanwhile()
      throws Exception {
    Shipped first = ship("1.0", job("running-code"), List.of());
    JobId job = submitWithoutJars();
    byte[] code = code(first.release());
    List<Shipped> later = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      later();
      later.add(ship("2." + i, job("later-" + i), List.of()));
    }
    Path old = Path.of(releases.look(later.get(0).release()).orElseThrow().jars().get(0).path());
    forgetWhoAsked();
    new Pruning(ledger, releases, () -> now).run();

    assertThat(ledger.jobs().find(job).orElseThrow().release()).isEqualTo(first.release());
    assertThat(code(first.release())).isEqualTo(code);
    assertThat(current.id()).hasValue(later.get(11).release());
    assertThat(releases.look(later.get(0).release())).isEmpty();
    assertThat(old).doesNotExist();
    assertThat(ledger.releases().newest(100)).hasSize(11);
  }

  @Test
  void twoDeploysAtOnceBothEndWellAndTheLaterOneIsCurrent() throws Exception {
    Path library = library(4_000, 1_000_000);
    ExecutorService both = Executors.newFixedThreadPool(2);
    Future<Shipped> one = both.submit(() -> ship("1", job("left"), List.of(library)));
    Future<Shipped> two = both.submit(() -> ship("2", job("right"), List.of(library)));
    both.shutdown();

    assertThat(one.get().current() || two.get().current()).isTrue();
    assertThat(current.id().orElseThrow()).isIn(one.get().release(), two.get().release());
    assertThat(releases.look(one.get().release())).isPresent();
    assertThat(releases.look(two.get().release())).isPresent();
  }

  @Test
  void tenThatSendOneJarAtOnceAllSucceed() throws Exception {
    Path jar = library(10, 1_000_000);
    ExecutorService ten = Executors.newFixedThreadPool(10);
    List<Future<Integer>> sent = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      sent.add(ten.submit(() -> put(JarSum.of(jar), Files.readAllBytes(jar))));
    }
    ten.shutdown();

    for (Future<Integer> each : sent) {
      assertThat(each.get()).isIn(200, 201);
    }
  }

  @Test
  void releaseThatIsRefusedLeavesTheCurrentOneAsItWas() throws Exception {
    Shipped good = ship("1.0", job("good"), List.of());

    assertThatThrownBy(() -> ship("1.1", library("no-job"), List.of()))
        .isInstanceOf(ShippingRefused.class)
        .hasMessageStartingWith("there is no job class in the jars");
    assertThat(current.id()).hasValue(good.release());
  }

  @Test
  void releaseCanBeUploadedWithoutBecomingCurrentAndBePromotedLater() throws Exception {
    Shipped first = ship("1.0", job("current"), List.of());
    Path next = job("next");
    Shipped waiting = upload().ship(new Shipment("1.1", false, List.of(next)));

    assertThat(waiting.current()).isFalse();
    assertThat(current.id()).hasValue(first.release());
    assertThat(ask("POST /releases/" + waiting.release() + "/promote")).isEqualTo(200);
    assertThat(current.id()).hasValue(waiting.release());
    assertThat(ask("POST /releases/" + "0".repeat(64) + "/promote")).isEqualTo(422);
  }

  @Test
  void commandsSeeWhatWasDeployedAndGoBackToIt() throws Exception {
    ReleaseAdminEndpoint admin = new ReleaseAdminEndpoint(ledger, current);
    Shipped first = ship("1.0", job("seen-1"), List.of(library("seen")));
    Shipped second = ship("1.1", job("seen-2"), List.of());

    ReleaseList list = admin.releases(2);
    assertThat(list.current()).isEqualTo(second.release());
    assertThat(list.previous()).isEqualTo(first.release());
    assertThat(list.releases())
        .extracting(ReleaseSummary::release)
        .containsExactlyInAnyOrder(first.release(), second.release());
    assertThat(admin.show(first.release().substring(0, 12)).jars())
        .extracting(ReleaseJar::name)
        .containsExactly("job-seen-1.jar", "seen.jar");
    assertThat(admin.rollBack(second.release(), "ada").release().release())
        .isEqualTo(first.release());
    assertThat(admin.promote(second.release(), "ada").changed()).isTrue();
    assertThat(admin.promote(second.release(), "ada").changed()).isFalse();
    assertThatThrownBy(() -> admin.promote("no-such", "ada"))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("there is no release no-such");
    assertThatThrownBy(() -> admin.show("")).isInstanceOf(Refused.class);
  }

  @Test
  void jarWhoseContentIsNotWhatItsNameSaysIsNotKept() throws Exception {
    String name = "0".repeat(64);

    assertThat(put(name, new byte[2_000])).isEqualTo(422);
    assertThat(shared.resolve("releases/jars/" + name + ".jar")).doesNotExist();
  }

  @Test
  void jarThatIsTooLargeOrHasNoRoomIsRefusedBeforeItIsSent() throws Exception {
    String path = "PUT /jars/" + "1".repeat(64);
    try (RawCall call = new RawCall(known, port.port())) {
      call.send(
          path + " HTTP/1.1\r\nHost: m\r\nContent-Length: " + (MOST_BYTES + 1) + "\r\n\r\nPK");
      assertThat(call.firstLine()).contains(" 413 ");
    }
    try (RawCall call = new RawCall(known, port.port())) {
      assertThat(RawCall.status(call.ask(path, "Content-Length: twelve", ""))).isIn(0, 400);
    }
    try (RawCall call = new RawCall(known, port.port())) {
      assertThat(RawCall.status(call.ask(path, "Transfer-Encoding: chunked", "0\r\n\r\n")))
          .isEqualTo(411);
    }
  }

  @Test
  void uploadThatBreaksOffOrSaysNoMoreLeavesNothing() throws Exception {
    String name = "2".repeat(64);
    String begun = "PUT /jars/" + name + " HTTP/1.1\r\nHost: m\r\nContent-Length: 100000\r\n\r\nPK";
    try (RawCall call = new RawCall(known, port.port())) {
      call.send(begun);
    }
    try (HttpsPort impatient = open(MINUTE, Duration.ofSeconds(1));
        RawCall call = new RawCall(known, impatient.port())) {
      call.send(begun);
      assertThat(RawCall.status(call.answer())).isNotEqualTo(201);
    }
    assertThat(shared.resolve("releases/jars/" + name + ".jar")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/jars/../ledger.mv.db",
        "/jars/%2e%2e%2fledger.mv.db",
        "/jars/..%2fadmin.pem",
        "/jars/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "/jars/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "/jars/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "/jars/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.jar",
        "/jars/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/",
        "/jars//aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "/jars/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa%61a",
        "/jars/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa%00",
        "/jars/",
        "/",
        "/releases/../jars/aaaa",
        "/releases/x/promote"
      })
  void noTrickInAPathReachesAFile(String path) throws Exception {
    for (String method : List.of("GET ", "PUT ", "POST ", "DELETE ")) {
      assertThat(ask(method + path)).as(method + path).isIn(0, 400, 404);
    }
  }

  @Test
  void listsThatAreNoneAreRefused() throws Exception {
    assertThat(ask("POST /jars/lacking", "../../etc/passwd\n")).isEqualTo(400);
    assertThat(ask("POST /jars/lacking", "a".repeat(2 << 20))).isIn(0, 413);
    assertThat(ask("POST /releases", "")).isEqualTo(400);
    assertThat(ask("POST /releases?promote=maybe", "foray-release 1\nversion 1\n")).isEqualTo(400);
    String jar = "foray-release 1\nversion 1\njar " + "3".repeat(64);
    assertThat(ask("POST /releases", jar + " ../../x.jar\n")).isEqualTo(400);
    assertThat(ask("POST /releases", jar + " ..\\x.jar\n")).isEqualTo(400);
    assertThat(ask("POST /releases", jar.replace("3".repeat(64), "../x") + " x.jar\n"))
        .isEqualTo(400);
    assertThat(ask("POST /releases", jar + " x\u001b[2J.jar\n")).isEqualTo(400);
    assertThat(ask("POST /releases", jar + " x.jar\n")).isEqualTo(409);
    assertThat(ask("PUT /releases")).isEqualTo(405);
  }

  @Test
  void jarIsFetchedAsAWholeOrFromAByteOn() throws Exception {
    Path jar = library(5, 1_000);
    String sha256 = JarSum.of(jar);
    put(sha256, Files.readAllBytes(jar));
    long size = Files.size(jar);

    assertThat(get(sha256, "X-None: x")).contains(" 200 ").contains("Content-length: " + size);
    assertThat(get(sha256, "Range: bytes=100-"))
        .contains(" 206 ")
        .contains("Content-range: bytes 100-" + (size - 1) + "/" + size)
        .contains("Content-length: " + (size - 100));
    assertThat(get(sha256, "Range: bytes=" + size + "-")).contains(" 416 ");
    assertThat(get(sha256, "Range: bytes=-5")).contains(" 200 ");
  }

  /** More of them than one address may have on their way, and each is silent in its own way. */
  @Test
  void whoeverIsSilentIsCutOffAndOthersAreServedMeanwhile() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try (HttpsPort impatient = open(Duration.ofSeconds(4), MINUTE)) {
      for (int i = 0; i < 40; i++) {
        silent.add(silentFrom("127.0.0.2", impatient.port(), i % 2 == 0));
      }
      ReleaseUpload upload =
          new ReleaseUpload(URI.create("https://127.0.0.1:" + impatient.port()), known);
      Shipped shipped = upload.ship(new Shipment("1.0", true, List.of(job("meanwhile"))));
      assertThat(current.id()).hasValue(shipped.release());
      for (int i = 0; i < 40; i += 2) {
        assertThat(isCutOff(silent.get(i))).isTrue();
      }
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  /**
   * More than the port has threads, each of which would be held as long as a handshake may take.
   */
  @Test
  void attack15CrowdFromOneAddressLeavesThreadsForOthers() throws Exception {
    List<Socket> crowd = new ArrayList<>();
    try (HttpsPort patient = open(Duration.ofMinutes(5), MINUTE)) {
      for (int i = 0; i < 80; i++) {
        crowd.add(silentFrom("127.0.0.2", patient.port(), true));
      }
      try (RawCall call = new RawCall(known, patient.port())) {
        assertThat(RawCall.status(call.ask("GET /releases", ""))).isEqualTo(200);
      }
    } finally {
      for (Socket socket : crowd) {
        socket.close();
      }
    }
  }

  private static Socket silentFrom(String address, int port, boolean begins) throws IOException {
    Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(address), 0);
    socket.setSoTimeout(60_000);
    if (begins) {
      // The head of a TLS record, and one byte of what should follow.
      socket.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1});
    }
    return socket;
  }

  private static boolean isCutOff(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException e) {
      return true;
    }
  }

  private static JobId submitWithoutJars() throws Exception {
    return new Submissions(
            releases,
            current,
            ledger,
            List.of(),
            new BoundsCheck(new LocalPrices(Map.of())),
            target -> {},
            () -> now)
        .submit(
            new Submission(
                UUID.randomUUID().toString(),
                "AddUp",
                List.of(),
                null,
                0,
                List.of(),
                List.of(),
                Terms.NONE,
                "UTC",
                "en",
                "UTF-8",
                "ada"))
        .job();
  }

  /** What is kept because somebody asked for it lately is kept for no other reason here. */
  private static void forgetWhoAsked() throws Exception {
    releases = ReleaseStore.open(shared.resolve("releases"), ledger, () -> now);
  }

  private static byte[] code(String release) throws IOException {
    Order.Jar jar = releases.look(release).orElseThrow().jars().get(0);
    return Files.readAllBytes(Path.of(jar.path()));
  }

  private static ReleaseUpload upload() {
    return new ReleaseUpload(URI.create("https://127.0.0.1:" + port.port()), known);
  }

  private static Shipped ship(String version, Path job, List<Path> libraries) throws Exception {
    List<Path> jars = new ArrayList<>();
    jars.add(job);
    jars.addAll(libraries);
    return upload().ship(new Shipment(version, true, jars));
  }

  private Path job(String line) throws IOException {
    return JarFixture.at(directory.resolve("job-" + line + ".jar"))
        .with(JobShapes.AddUp.class, JobShapes.Unwritten.class)
        .with("line.txt", line)
        .write();
  }

  private Path library(String name) throws IOException {
    return JarFixture.at(directory.resolve(name + ".jar")).with(name + ".txt", name).write();
  }

  private Path library(int seed, int bytes) throws IOException {
    byte[] content = new byte[bytes];
    new Random(seed).nextBytes(content);
    return JarFixture.at(directory.resolve("random-" + seed + ".jar"))
        .with("random", content)
        .write();
  }

  private static int put(String sha256, byte[] content) throws IOException {
    try (RawCall call = new RawCall(known, port.port())) {
      return RawCall.status(call.ask("PUT /jars/" + sha256, content));
    }
  }

  private static String get(String sha256, String header) throws IOException {
    try (RawCall call = new RawCall(identities.worker("node-1"), port.port())) {
      return call.ask("GET /jars/" + sha256, header, "");
    }
  }

  private static int ask(String line) throws IOException {
    return ask(line, "");
  }

  private static int ask(String line, String body) throws IOException {
    try (RawCall call = new RawCall(known, port.port())) {
      return RawCall.status(call.ask(line, body));
    }
  }
}
