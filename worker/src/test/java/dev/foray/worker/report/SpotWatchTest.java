package dev.foray.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A metadata service that answers whoever has a token, as version 2 of it does. */
class SpotWatchTest {
  private static final String ACTION = "/latest/meta-data/spot/instance-action";
  private static final String REBALANCE = "/latest/meta-data/events/recommendations/rebalance";

  private final Map<String, String> answers = new HashMap<>();
  private final List<String> leaving = new ArrayList<>();
  private HttpServer service;
  private SpotWatch watch;

  @BeforeEach
  void open() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    service.createContext("/", this::answer);
    service.start();
    watch =
        new SpotWatch(
            URI.create("http://127.0.0.1:" + service.getAddress().getPort()), leaving::add);
  }

  @AfterEach
  void close() {
    service.stop(0);
  }

  private void answer(HttpExchange call) throws IOException {
    String path = call.getRequestURI().getPath();
    String token = call.getRequestHeaders().getFirst("X-aws-ec2-metadata-token");
    if (call.getRequestMethod().equals("PUT") && path.equals("/latest/api/token")) {
      send(call, 200, "a-token");
    } else if (!Objects.equals(token, "a-token")) {
      send(call, 401, "");
    } else {
      String answer = answers.get(path);
      send(call, answer == null ? 404 : 200, answer == null ? "" : answer);
    }
  }

  private static void send(HttpExchange call, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }

  @Test
  void nothingIsSaidWhileThereIsNoNotice() {
    watch.runOnce();

    assertThat(leaving).isEmpty();
  }

  @Test
  void noticeIsPassedOnInItsWords() {
    answers.put(ACTION, "{\"action\": \"terminate\",\n \"time\": \"2026-11-28T08:22:00Z\"}");

    watch.runOnce();

    assertThat(leaving)
        .containsExactly(
            "its spot instance is taken back: {\"action\": \"terminate\", \"time\":"
                + " \"2026-11-28T08:22:00Z\"}");
  }

  @Test
  void recommendationToRebalanceCountsToo() {
    answers.put(REBALANCE, "{\"noticeTime\": \"2026-11-28T08:22:00Z\"}");

    watch.runOnce();

    assertThat(leaving).hasSize(1);
    assertThat(leaving.get(0)).startsWith("its spot instance may be taken back");
  }

  @Test
  void serviceThatIsNotThereIsAskedAgain() {
    service.stop(0);

    assertThat(watch.runOnce().toSeconds()).isEqualTo(5);
    assertThat(leaving).isEmpty();
  }
}
