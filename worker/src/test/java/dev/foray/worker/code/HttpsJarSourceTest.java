package dev.foray.worker.code;

import static dev.foray.worker.SampleOrders.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.foray.protocol.Order;
import dev.foray.worker.SampleOrders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache and a real HTTPS server, which stands for the Master. */
@SuppressWarnings("NullAway.Init")
class HttpsJarSourceTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir static Path shared;
  private static SSLContext context;

  @TempDir Path directory;

  private final FakeJars jars = new FakeJars();
  private final List<String> ranges = new CopyOnWriteArrayList<>();
  private final AtomicInteger breaks = new AtomicInteger();
  private HttpsServer server;
  private HttpsJarSource source;

  @BeforeAll
  static void makeAKey() throws Exception {
    context = context(shared);
  }

  @BeforeEach
  void open() throws Exception {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext("/jars/", this::answer);
    server.start();
    URI master = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    source = new HttpsJarSource(() -> master, () -> context);
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void jarsComeOverTlsAndGoOnWhereTheConnectionBroke() throws Exception {
    Order.Jar jar = jars.add("job.jar", 3_000_000);
    Order.Jar library = jars.add("lib.jar", 200_000);
    breaks.set(1);
    Order order =
        SampleOrders.of(attempt(1), List.of(), Duration.ofHours(1), List.of(jar, library));

    try (JarCache cache = new JarCache(directory.resolve("code"), 10_000_000, source)) {
      for (Order.Jar placed : cache.place(order).order().code().jars()) {
        assertThat(Path.of(placed.path())).hasBinaryContent(jars.content(placed));
      }
    }
    assertThat(ranges).anyMatch(range -> range.matches("bytes=[1-9]\\d*-"));
  }

  @Test
  void whatTheMasterDoesNotHaveIsSaidWithItsStatus() {
    assertThatThrownBy(() -> source.open("0".repeat(64), 0))
        .isInstanceOf(IOException.class)
        .hasMessage("the Master answers with status 404");
  }

  private void answer(HttpExchange call) throws IOException {
    try (call) {
      String sha256 = call.getRequestURI().getPath().substring("/jars/".length());
      String range = call.getRequestHeaders().getFirst("Range");
      long from = 0;
      if (range != null) {
        ranges.add(range);
        from = Long.parseLong(range.replaceAll("\\D", ""));
      }
      byte[] rest = jars.rest(sha256, from);
      if (rest.length == 0) {
        call.sendResponseHeaders(404, -1);
        return;
      }
      call.sendResponseHeaders(from > 0 ? 206 : 200, rest.length);
      try (OutputStream out = call.getResponseBody()) {
        int length = breaks.getAndDecrement() > 0 ? rest.length / 2 : rest.length;
        out.write(rest, 0, length);
      }
    }
  }

  private static SSLContext context(Path directory) throws Exception {
    Path file = directory.resolve("keys.p12");
    String[] words =
        ("-J-XX:TieredStopAtLevel=1 -genkeypair -alias master -keyalg EC -groupname secp256r1"
                + " -dname CN=master -validity 30 -storetype PKCS12 -storepass changeit -keystore")
            .split(" ");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(words));
    command.add(file.toString());
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory shown = KeyManagerFactory.getInstance("PKIX");
    shown.init(keys, PASSWORD);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("master", keys.getCertificate("master"));
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(shown.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
