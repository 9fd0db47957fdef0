package dev.foray.fakeec2.imds;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;

/**
 * A process of its own, in the network of a room: it listens where machines look for the metadata
 * service, and hands on what it hears, with the address that it heard it from. Started by the room,
 * which says on its standard input where to; when that closes, the room's process is gone, and this
 * one ends, its network with it.
 */
public final class MetadataRelay {
  private static final String LISTENS_ON = "169.254.169.254";
  private static final int PORT = 80;
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** What the client sets itself, and what this connection has of its own. */
  private static final Set<String> NOT_HANDED_ON =
      Set.of("host", "connection", "content-length", "upgrade", "http2-settings", "expect");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String target;

  private MetadataRelay(String target) {
    this.target = target;
  }

  public static void main(String[] arguments) throws IOException {
    BufferedReader room =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String target = room.readLine();
    if (target != null) {
      HttpServer server = HttpServer.create(new InetSocketAddress(LISTENS_ON, PORT), 0);
      server.createContext("/", new MetadataRelay(target)::handOn);
      server.setExecutor(Executors.newCachedThreadPool());
      server.start();
      System.out.println("listening");
      while (room.readLine() != null) {
        // Whoever started this lives.
      }
    }
    System.exit(0);
  }

  private void handOn(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpResponse<byte[]> answer =
          client.send(request(exchange), HttpResponse.BodyHandlers.ofByteArray());
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!NOT_HANDED_ON.contains(name) && !name.equals("date")) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      byte[] body = answer.body();
      exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest request(HttpExchange exchange) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()))
            .timeout(LIMIT)
            .method(
                exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!NOT_HANDED_ON.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return request
        .setHeader(
            MetadataService.SOURCE, exchange.getRemoteAddress().getAddress().getHostAddress())
        .build();
  }
}
