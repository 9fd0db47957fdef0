package dev.foray.master.https;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.master.enrol.Enrolments;
import dev.foray.master.enrol.Invitations;
import dev.foray.master.fleet.ec2.NodeJars;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.LedgerAddress;
import dev.foray.master.logs.LogShelf;
import dev.foray.master.metrics.Metrics;
import dev.foray.master.release.CurrentRelease;
import dev.foray.master.release.Deployments;
import dev.foray.master.release.ReleaseStore;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Role;
import dev.foray.protocol.Secret;
import dev.foray.settings.NodeRuntimes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each path of the HTTPS port, and each kind of caller at it. */
class PathsTest {
  private static final String JAR = "4".repeat(64);
  private static final String ATTEMPT = "job-1.chunk-0.attempt-1";

  /** Who may call; whoever is missing here may not. */
  private static final Map<String, String> ALLOWED =
      Map.ofEntries(
          Map.entry("GET /ca", "nobody worker viewer deployer admin"),
          Map.entry("POST /enrol", "nobody worker viewer deployer admin"),
          Map.entry("POST /login", "nobody worker viewer deployer admin"),
          Map.entry("POST /jars/lacking", "deployer admin"),
          Map.entry("PUT /jars/([0-9a-f]{64})", "deployer admin"),
          Map.entry("GET /jars/([0-9a-f]{64})", "worker"),
          Map.entry(
              "PUT /logs/(job-\\d{1,18}\\.chunk-\\d{1,9}\\.attempt-\\d{1,9})",
              ""), // Where that attempt ran: see MasterDoorTest.
          Map.entry("POST /releases", "deployer admin"),
          Map.entry("GET /releases", "viewer deployer admin"),
          Map.entry("GET /metrics", "viewer deployer admin"),
          Map.entry("GET /node/jars/(list|[0-9a-f]{64})", ""),
          Map.entry("POST /releases/([0-9a-f]{64})/promote", "deployer admin"),
          Map.entry("GET /node/runtime/([a-z0-9_]{1,64})", ""));

  @TempDir static Path directory;
  private static Ledger ledger;
  private static TestIdentities identities;
  private static Enrolments enrolments;
  private static List<Route> routes;
  private static Metrics metrics;
  private static HttpsPort port;

  @BeforeAll
  static void open() throws Exception {
    ledger = Ledger.open(new LedgerAddress(null, null, new Secret(""), directory));
    identities = new TestIdentities(ledger);
    InstantSource clock = InstantSource.system();
    ReleaseStore releases = ReleaseStore.open(directory.resolve("releases"), ledger, clock);
    CurrentRelease current = new CurrentRelease(ledger, releases, clock);
    enrolments = new Enrolments(identities.authority(), System::nanoTime);
    routes = new ArrayList<>(Paths.ofEnrolment(identities.authority().certificate(), enrolments));
    Path lib = directory.resolve("lib");
    Files.writeString(Files.createDirectories(lib.resolve("worker")).resolve("w.jar"), "worker");
    Files.createDirectories(lib.resolve("chunk-runner"));
    routes.addAll(Paths.ofNodes(NodeJars.in(lib), new NodeRuntimes(directory), enrolments));
    routes.addAll(
        Paths.ofLogin(
            new Invitations(
                identities.authority(), identities.register(), clock, System::nanoTime)));
    routes.addAll(
        Paths.ofReleases(
            ledger, new Deployments(releases, current), current, HttpsPort.Limits.USUAL));
    routes.addAll(Paths.ofLogs(new LogShelf(directory.resolve("kept-logs"), 1_000_000)));
    metrics = new Metrics(ledger, attempt -> Optional.empty());
    routes.add(metrics.route(Role.VIEWER));
    port =
        HttpsPort.open(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            identities.master(),
            HttpsPort.Limits.USUAL,
            routes,
            identities.doorkeeper());
  }

  @AfterAll
  static void close() {
    port.close();
    metrics.close();
    ledger.close();
  }

  private static String nameOf(Route route) {
    return route.method() + " " + route.path();
  }

  @Test
  void attack5AtEachPathOnlyWhoHasItsRoleIsServed() throws Exception {
    Map<String, SSLContext> callers = new LinkedHashMap<>();
    callers.put("nobody", TestIdentities.anonymous());
    callers.put("worker", identities.worker("node-1"));
    callers.put("viewer", identities.person("vera", Role.VIEWER));
    callers.put("deployer", identities.person("dora", Role.DEPLOYER));
    callers.put("admin", identities.person("ada", Role.ADMIN));
    callers.put("stranger", identities.stranger("eve").context());
    callers.put("master", identities.master());

    Map<String, String> served = new LinkedHashMap<>();
    for (Route route : routes) {
      List<String> here = new ArrayList<>();
      for (Map.Entry<String, SSLContext> caller : callers.entrySet()) {
        int status = statusOf(route, caller.getValue());
        if (status != 401 && status != 403) {
          here.add(caller.getKey());
        }
        assertThat(status == 401)
            .as("%s asks %s", caller.getKey(), nameOf(route))
            .isEqualTo(caller.getKey().equals("nobody") && route.role().isPresent());
      }
      here.removeAll(route.role().isEmpty() ? List.of("stranger", "master") : List.of());
      served.put(nameOf(route), String.join(" ", here));
    }
    assertThat(served).containsExactlyInAnyOrderEntriesOf(ALLOWED);
  }

  private static int statusOf(Route route, SSLContext caller) throws Exception {
    String pattern = route.path().pattern();
    String part = pattern.startsWith("/logs/") ? ATTEMPT : JAR;
    String path = pattern.replaceAll("\\(.*\\)", part);
    try (RawCall call = new RawCall(caller, port.port())) {
      return RawCall.status(call.ask(route.method() + " " + path, ""));
    }
  }

  @Test
  void attack4WhoeverWasShutOutIsRefusedAtTheNextCallOfAKeptConnection() throws Exception {
    SSLContext uma = identities.person("uma", Role.VIEWER);
    try (RawCall call = new RawCall(uma, port.port())) {
      call.send("GET /releases HTTP/1.1\r\nHost: m\r\n\r\n");
      assertThat(call.firstLine()).contains(" 200 ");
      ledger.identities().revoke("admin/uma", Instant.now());

      assertThat(call.ask("GET /releases", "")).contains(" 403 ").contains("was shut out");
    }
  }

  @Test
  void attack4WorkerThatWasShutOutFetchesNothing() throws Exception {
    SSLContext worker = identities.worker("node-8");
    identities.letIn("node-8");
    ledger.identities().revoke("worker/node-8", Instant.now());
    try (RawCall call = new RawCall(worker, port.port())) {
      assertThat(call.ask("GET /jars/" + JAR, "")).contains(" 403 ").contains("was shut out");
    }
  }

  @Test
  void attack4KeptConnectionDoesNotOutliveItsCertificate() throws Exception {
    SSLContext ben = identities.person("ben", Role.VIEWER, Duration.ofSeconds(4));
    try (RawCall call = new RawCall(ben, port.port())) {
      int status = 200;
      for (long began = System.nanoTime();
          status == 200 && System.nanoTime() - began < Duration.ofSeconds(20).toNanos(); ) {
        call.send("GET /releases HTTP/1.1\r\nHost: m\r\n\r\n");
        status = call.statusOfHead();
      }

      assertThat(status).isEqualTo(403);
    }
  }

  @Test
  void attack18NoTrickInAPathOfALogReachesAFile() throws Exception {
    for (String trick :
        List.of(
            "../ca/ca.pem",
            "job-1/../../ca/ca.pem",
            "job-1.chunk-0.attempt-1/../x",
            "job-1.chunk-0.attempt-1%2f..",
            "job-1.plan.attempt-1",
            "job-1.chunk--1.attempt-1",
            "job-1.chunk-0.attempt-1.gz",
            "job-99999999999999999999.chunk-0.attempt-1",
            "job-1.chunk-0.attempt-1\u0000")) {
      try (RawCall call = new RawCall(identities.worker("node-1"), port.port())) {
        assertThat(RawCall.status(call.ask("PUT /logs/" + trick, "foray-log 0+1\nx")))
            .as(trick)
            .isIn(0, 400, 404);
      }
    }
    assertThat(directory.resolve("kept-logs/job-1")).doesNotExist();
  }

  @Test
  void attack16ForaysJarsGoOutByTheSecretOfALaunchAlone() throws Exception {
    Endpoint https = new Endpoint("127.0.0.1", port.port());
    String secret = enrolments.letter("launch-1", https).secret().reveal();

    assertThat(jarList("X-None: x")).isEqualTo(403);
    assertThat(jarList("Foray-Launch: launch-1")).isEqualTo(403);
    assertThat(jarList("Foray-Launch: launch-1 " + "0".repeat(64))).isEqualTo(403);
    assertThat(jarList("Foray-Launch: launch-2 " + secret)).isEqualTo(403);
    assertThat(jarList("Foray-Launch: launch-1 " + secret)).isEqualTo(200);
    assertThat(node("runtime/x86_64", "Foray-Launch: launch-2 " + secret)).isEqualTo(403);
    assertThat(node("runtime/x86_64", "Foray-Launch: launch-1 " + secret)).isEqualTo(404);
  }

  private static int jarList(String header) throws Exception {
    return node("jars/list", header);
  }

  private static int node(String what, String header) throws Exception {
    try (RawCall call = new RawCall(TestIdentities.anonymous(), port.port())) {
      return RawCall.status(call.ask("GET /node/" + what, header, ""));
    }
  }

  @Test
  void whoeverIsRefusedReadsWhyInOneSentence() throws Exception {
    try (RawCall call = new RawCall(TestIdentities.anonymous(), port.port())) {
      assertThat(call.ask("GET /releases", ""))
          .contains("this takes the role VIEWER, and a certificate that says who calls");
    }
    try (RawCall call = new RawCall(identities.worker("node-1"), port.port())) {
      assertThat(call.ask("GET /releases", ""))
          .contains("/worker/node-1 may not do that: it takes the role VIEWER");
    }
  }

  @Test
  void whatIsNoEnrolmentIsRefusedBeforeItIsLookedAt() throws Exception {
    try (RawCall call = new RawCall(TestIdentities.anonymous(), port.port())) {
      assertThat(call.ask("POST /enrol", "let me in"))
          .contains(" 400 ")
          .contains("what is sent here is a line each for launch and secret, and a request");
    }
    try (RawCall call = new RawCall(TestIdentities.anonymous(), port.port())) {
      assertThat(call.ask("POST /enrol", "x".repeat(20_000))).contains(" 413 ");
    }
    try (RawCall call = new RawCall(TestIdentities.anonymous(), port.port())) {
      assertThat(call.ask("POST /enrol", "launch node-1\nsecret 1234\nrequest"))
          .contains(" 422 ")
          .contains("certifies no key for that launch and secret");
    }
  }
}
