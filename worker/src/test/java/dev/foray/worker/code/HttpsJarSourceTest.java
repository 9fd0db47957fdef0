package dev.foray.worker.code;

import static dev.foray.worker.SampleOrders.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.foray.protocol.Order;
import dev.foray.transport.Impostor;
import dev.foray.transport.TestCluster;
import dev.foray.worker.SampleOrders;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache and a real HTTPS server, which stands for the Master. */
@SuppressWarnings("NullAway.Init")
class HttpsJarSourceTest {
  private static final TestCluster CLUSTER = new TestCluster();
  private static final SSLContext SELF = CLUSTER.worker("node-3").context();

  @TempDir Path directory;

  private final FakeJars jars = new FakeJars();
  private final List<String> ranges = new CopyOnWriteArrayList<>();
  private final AtomicInteger breaks = new AtomicInteger();
  private HttpsServer server;
  private HttpsJarSource source;

  @BeforeEach
  void open() throws Exception {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(CLUSTER.master().context()));
    server.createContext("/jars/", this::answer);
    server.start();
    URI master = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    source = new HttpsJarSource(() -> master, () -> SELF);
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

  @Test
  void attack6AnotherWorkerInTheMastersPlaceGetsToHearNothing() throws Exception {
    try (Impostor there = new Impostor(CLUSTER.worker("node-4"))) {
      JarSource deceived = new HttpsJarSource(there::uri, () -> SELF);

      assertThatThrownBy(() -> deceived.open("0".repeat(64), 0))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("/worker/node-4 that answers, not the Master");
      assertThat(there.heard()).isZero();
    }
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
}
