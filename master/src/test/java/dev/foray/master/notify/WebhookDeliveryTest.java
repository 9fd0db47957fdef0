package dev.foray.master.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.foray.master.enrol.CertificateAuthority;
import dev.foray.master.enrol.CertificateAuthority.Ends;
import dev.foray.protocol.Secret;
import dev.foray.transport.Party;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Receivers of every kind, on a real port: what is sent to them, and for how long. */
class WebhookDeliveryTest {
  private static final String BODY = "{\"id\":\"n-1\",\"event\":\"FAILED\"}";
  private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");
  private static final Secret SECRET = new Secret("s3cret");

  private static final CountDownLatch over = new CountDownLatch(1);
  private static final Map<String, String> headers = new ConcurrentHashMap<>();
  private static final AtomicInteger followed = new AtomicInteger();
  private static final ExecutorService threads = Executors.newCachedThreadPool();
  private static HttpServer server;
  private static HttpsServer strange;
  private static WebhookDelivery delivery;

  @BeforeAll
  static void listen() throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = HttpServer.create(any, 0);
    server.setExecutor(threads);
    server.createContext("/well", WebhookDeliveryTest::takeWell);
    server.createContext("/busy", exchange -> answer(exchange, 500, ""));
    server.createContext("/silent", WebhookDeliveryTest::wait);
    server.createContext("/huge", WebhookDeliveryTest::talkOn);
    server.createContext("/moved", WebhookDeliveryTest::sendOn);
    server.createContext("/elsewhere", WebhookDeliveryTest::count);
    server.start();
    strange = HttpsServer.create(any, 0);
    CertificateAuthority unknown = CertificateAuthority.make(InstantSource.system());
    strange.setHttpsConfigurator(
        new HttpsConfigurator(
            unknown.identity(Party.master(unknown.cluster()), Ends.CALLS_AND_IS_CALLED).context()));
    strange.createContext("/", WebhookDeliveryTest::count);
    strange.start();
    delivery =
        new WebhookDelivery(
            name -> name.equals("notify") ? Optional.of(SECRET) : Optional.empty(),
            Duration.ofSeconds(1),
            () -> NOW);
  }

  @AfterAll
  static void close() {
    over.countDown();
    delivery.close();
    server.stop(0);
    strange.stop(0);
    threads.shutdownNow();
  }

  @Test
  void whatArrivesIsSignedWithItsMoment() throws Exception {
    deliver("/well");

    assertThat(headers)
        .containsEntry("body", BODY)
        .containsEntry("Content-Type", "application/json; charset=utf-8")
        .containsEntry("Foray-Notification", "n-1")
        .containsEntry("Foray-Timestamp", "1795503600");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String signed = headers.get("Foray-Timestamp") + "." + headers.get("body");
    assertThat(headers.get("Foray-Signature"))
        .isEqualTo(
            "sha256="
                + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void answerThatIsNoSuccessIsNamed() {
    assertThatThrownBy(() -> deliver("/busy")).hasMessage("127.0.0.1 answered 500");
  }

  @Test
  void whoeverNeverAnswersIsWaitedForWithinALimit() {
    assertThatThrownBy(() -> deliver("/silent")).hasMessage("127.0.0.1 did not answer within 1 s");
  }

  @Test
  void answerWithoutEndIsNotRead() throws Exception {
    deliver("/huge");
  }

  @Test
  void answerThatPointsElsewhereIsNotFollowed() {
    assertThatThrownBy(() -> deliver("/moved")).hasMessage("127.0.0.1 answered 307");
    assertThat(followed).hasValue(0);
  }

  @Test
  void portAtWhichNobodyListensIsNamed() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    assertThatThrownBy(() -> deliver(URI.create("http://127.0.0.1:" + port + "/x"), false))
        .hasMessage(
            "127.0.0.1 could not be reached: nobody takes connections at 127.0.0.1:" + port);
  }

  @Test
  void whoeverHasNoCertificateThatJavaTrustsHearsNothing() {
    assertThatThrownBy(
            () -> deliver(URI.create("https://127.0.0.1:" + strange.getAddress().getPort()), false))
        .isInstanceOf(Undelivered.class)
        .hasMessageStartingWith("127.0.0.1 could not be reached: ");
    assertThat(followed).hasValue(0);
  }

  @Test
  void addressByWhichAHostGivesItsCredentialsAwayIsSentNothing() {
    assertThatThrownBy(() -> deliver(URI.create("http://169.254.169.254/latest"), false))
        .hasMessage("169.254.169.254 is 169.254.169.254, and nothing is sent to such an address");
    assertThatThrownBy(() -> deliver(URI.create("http://[fd00:ec2::254]/latest"), false))
        .hasMessageContaining("nothing is sent to such an address");
  }

  @Test
  void withoutItsSecretNothingIsSent() {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/elsewhere");

    assertThatThrownBy(() -> delivery.deliver(new Target.Webhook(uri, "other", true), "n-1", BODY))
        .hasMessage(
            "there is no secret other to sign notifications with: `master secret set other` on the"
                + " Master's host keeps one");
    assertThat(followed).hasValue(0);
  }

  private static void deliver(String path) throws Exception {
    deliver(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path), false);
  }

  private static void deliver(URI uri, boolean named) throws Exception {
    delivery.deliver(new Target.Webhook(uri, "notify", named), "n-1", BODY);
  }

  private static void takeWell(HttpExchange exchange) throws IOException {
    headers.put(
        "body", new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    for (String name :
        new String[] {"Content-Type", "Foray-Notification", "Foray-Timestamp", "Foray-Signature"}) {
      headers.put(name, String.valueOf(exchange.getRequestHeaders().getFirst(name)));
    }
    answer(exchange, 204, "");
  }

  private static void wait(HttpExchange exchange) {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void talkOn(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      byte[] much = new byte[1 << 16];
      while (over.getCount() > 0) {
        body.write(much); // Ends by the other end's hanging up.
      }
    }
  }

  private static void sendOn(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Location", "/elsewhere");
    answer(exchange, 307, "");
  }

  private static void count(HttpExchange exchange) throws IOException {
    followed.incrementAndGet();
    answer(exchange, 200, "");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, text.isEmpty() ? -1 : text.length());
    }
  }
}
