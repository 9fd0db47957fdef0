package dev.foray.fakeec2.imds;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metadata service, version 2, of all machines of a room: who asks is told by the address that
 * the relay in the machines' network hands on. Made and closed by its room; its threads are called
 * {@code fake-ec2 metadata}.
 *
 * <p>A token is good for the instance that got it, for the time that it asked for, of the real
 * clock. With {@code HttpTokens=required} a request without one is refused, as is one with a token
 * that is unknown or over. {@code HttpPutResponseHopLimit} is shown by DescribeInstances and has no
 * effect here: machines are one hop away.
 */
public final class MetadataService implements AutoCloseable {

  /** By which the relay says whom it heard; a machine can't set it, as the relay replaces it. */
  static final String SOURCE = "X-Fake-Ec2-Source";

  private static final Logger LOG = LoggerFactory.getLogger(MetadataService.class);
  private static final String TTL = "X-aws-ec2-metadata-token-ttl-seconds";
  private static final String TOKEN = "X-aws-ec2-metadata-token";
  private static final int LONGEST_TTL = 21_600;

  private final HttpServer server;
  private final ExecutorService threads;
  private final Map<String, Guest> guests = new ConcurrentHashMap<>();
  private final Map<String, Pass> passes = new ConcurrentHashMap<>();

  private record Guest(Supplier<Metadata> metadata, Supplier<Identity> identity) {}

  private record Pass(String address, long endsAtNanos, int ttlSeconds) {}

  private record Answer(int status, String text, int ttlSeconds) {
    static Answer of(int status) {
      return new Answer(status, "", 0);
    }
  }

  /** Listens on a free port of an address. */
  public MetadataService(String address) {
    threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "fake-ec2 metadata");
              thread.setDaemon(true);
              return thread;
            });
    try {
      server = HttpServer.create(new InetSocketAddress(address, 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("No metadata service can listen on " + address, e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public InetSocketAddress address() {
    return server.getAddress();
  }

  /**
   * From now on requests from an address are this instance's; or, where no relay says from where
   * they come, those whose path begins with its name.
   */
  public void admit(String name, Supplier<Metadata> metadata, Supplier<Identity> identity) {
    guests.put(name, new Guest(metadata, identity));
  }

  public void dismiss(String address) {
    guests.remove(address);
    passes.values().removeIf(pass -> pass.address().equals(address));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      Answer answer = answerTo(exchange);
      byte[] bytes = answer.text().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain");
      if (answer.ttlSeconds() > 0) {
        exchange.getResponseHeaders().set(TTL, String.valueOf(answer.ttlSeconds()));
      }
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (RuntimeException e) {
      LOG.error("The metadata service failed at a request: a bug of the fake", e);
    }
  }

  private Answer answerTo(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    String name = header(exchange, SOURCE).orElse("");
    if (name.isEmpty() && path.indexOf('/', 1) > 0) {
      name = path.substring(1, path.indexOf('/', 1));
      path = path.substring(name.length() + 1);
    }
    Guest guest = guests.get(name);
    return guest == null ? Answer.of(404) : answerTo(exchange, name, path, guest);
  }

  private Answer answerTo(HttpExchange exchange, String name, String path, Guest guest) {
    Metadata metadata = guest.metadata().get();
    if (!metadata.enabled()) {
      return Answer.of(403);
    }
    return switch (exchange.getRequestMethod()) {
      case "PUT" -> path.equals("/latest/api/token") ? token(exchange, name) : Answer.of(405);
      case "GET", "HEAD" -> read(exchange, name, path, metadata, guest.identity());
      default -> Answer.of(405);
    };
  }

  private Answer token(HttpExchange exchange, String address) {
    if (header(exchange, "X-Forwarded-For").isPresent()) {
      return Answer.of(403);
    }
    String ttl = header(exchange, TTL).orElse("");
    if (!ttl.matches("[0-9]{1,5}")
        || Integer.parseInt(ttl) < 1
        || Integer.parseInt(ttl) > LONGEST_TTL) {
      return Answer.of(400);
    }
    int seconds = Integer.parseInt(ttl);
    String token = UUID.randomUUID().toString().replace("-", "") + "==";
    passes.put(
        token, new Pass(address, System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds), seconds));
    return new Answer(200, token, seconds);
  }

  private Answer read(
      HttpExchange exchange,
      String address,
      String path,
      Metadata metadata,
      Supplier<Identity> identity) {
    Optional<String> token = header(exchange, TOKEN);
    Optional<Pass> pass = token.map(passes::get);
    boolean good =
        pass.filter(p -> p.address().equals(address) && p.endsAtNanos() - System.nanoTime() > 0)
            .isPresent();
    if (token.isPresent() ? !good : metadata.tokensRequired()) {
      return Answer.of(401);
    }
    if (!path.startsWith("/latest/")) {
      return Answer.of(404);
    }
    return MetadataTree.of(metadata, identity)
        .read(path.substring("/latest/".length()))
        .map(text -> new Answer(200, text, pass.map(Pass::ttlSeconds).orElse(0)))
        .orElse(Answer.of(404));
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }
}
