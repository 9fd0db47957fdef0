package dev.foray.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.foray.transport.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * The Master's HTTPS door as far as a plugin sees it, which remembers what came in. It is the
 * Master of its home. Requests are served one after the other; a test looks when no build runs.
 */
final class FakeMaster implements AutoCloseable {
  private static final FileAttribute<?> OWNER_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final HttpsServer server;
  private final Map<String, byte[]> jars = new HashMap<>();
  private final List<String> arrived = new ArrayList<>();
  private final List<List<String>> releases = new ArrayList<>();
  private int current = -1;
  private @Nullable String refusal;

  /**
   * @param home where the admin's identity and the Master's address are put
   */
  FakeMaster(Path home, TestIdentities identities) throws IOException {
    Path admin = Files.createFile(home.resolve("admin.pem"), OWNER_ALONE);
    Files.writeString(admin, identities.admin());
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new OnlyWithCertificate(Identity.parse(identities.master()).context()));
    server.createContext("/", this::answer);
    server.start();
    Files.writeString(
        home.resolve("master.address"),
        "127.0.0.1:1\nhttps 127.0.0.1:" + server.getAddress().getPort() + "\n");
  }

  /** Every release is refused with this sentence. */
  synchronized void refuse(@Nullable String sentence) {
    refusal = sentence;
  }

  /** As if releases with these lines had been committed, of which the last is current. */
  synchronized void holds(String... lines) {
    for (String line : lines) {
      releases.add(List.of(line));
    }
    current = releases.size() - 1;
  }

  /** The sums of the jars that came in since this was last asked. */
  synchronized List<String> arrived() {
    List<String> now = List.copyOf(arrived);
    arrived.clear();
    return now;
  }

  /** The class paths of all releases, by file name, in their order. */
  synchronized List<List<String>> releases() {
    return releases.stream()
        .map(
            lines ->
                lines.stream()
                    .filter(line -> line.startsWith("jar "))
                    .map(line -> line.split(" ", 3)[2])
                    .toList())
        .toList();
  }

  /** Which of the releases is current; -1: none. */
  synchronized int current() {
    return current;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    String what = exchange.getRequestMethod() + " " + path;
    if (what.equals("POST /jars/lacking")) {
      say(exchange, 200, lacking(new String(body, UTF_8)));
    } else if (what.startsWith("PUT /jars/")) {
      say(exchange, put(path.substring("/jars/".length()), body), "");
    } else if (what.equals("POST /releases")) {
      commit(exchange, new String(body, UTF_8).lines().toList());
    } else if (what.equals("GET /releases")) {
      say(exchange, 200, listed());
    } else {
      say(exchange, 404, "there is no " + what);
    }
  }

  private String lacking(String sums) {
    return sums.lines().filter(sum -> !jars.containsKey(sum)).collect(Collectors.joining("\n"));
  }

  private int put(String sum, byte[] bytes) {
    if (!sha256(bytes).equals(sum)) {
      return 422;
    }
    arrived.add(sum);
    return jars.put(sum, bytes) == null ? 201 : 200;
  }

  private void commit(HttpExchange exchange, List<String> lines) throws IOException {
    if (refusal != null) {
      say(exchange, 422, refusal);
      return;
    }
    releases.add(lines);
    boolean promoted = !"promote=false".equals(exchange.getRequestURI().getQuery());
    if (promoted) {
      current = releases.size() - 1;
    }
    say(
        exchange,
        201,
        "release "
            + id(lines)
            + "\ncurrent "
            + promoted
            + "\njob example.jobs.TotalSales\nentities 2\n");
  }

  private String listed() {
    StringBuilder lines = new StringBuilder();
    for (int i = releases.size() - 1; i >= 0; i--) {
      lines.append(id(releases.get(i))).append(i == current ? " current" : " -");
      lines.append(" 2026-11-24T10:00:0").append(i).append("Z 1.0 2 example.jobs.TotalSales\n");
    }
    return lines.toString();
  }

  private static String id(List<String> lines) {
    return sha256(String.join("\n", lines).getBytes(UTF_8));
  }

  private static void say(HttpExchange exchange, int code, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class OnlyWithCertificate extends HttpsConfigurator {
    private OnlyWithCertificate(SSLContext context) {
      super(context);
    }

    @Override
    public void configure(HttpsParameters parameters) {
      SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
      wanted.setNeedClientAuth(true);
      parameters.setSSLParameters(wanted);
    }
  }
}
