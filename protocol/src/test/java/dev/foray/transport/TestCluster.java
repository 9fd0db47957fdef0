package dev.foray.transport;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A certificate authority for tests, which gives everybody the identity that a test wants. No
 * process of Foray's own trusts it. Thread-safe.
 */
public final class TestCluster {
  private static final String NAME = "test";

  /** How a key on P-256 begins; a point of 65 bytes follows. */
  private static final byte[] KEY_ON_P256 =
      HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");

  private static final int KEY_LENGTH = KEY_ON_P256.length + 65;

  private final KeyPair pair = NewKey.pair();
  private final X509Certificate authority;

  public TestCluster() {
    Instant now = Instant.now();
    this.authority =
        new TestCertificate(
                NAME,
                NAME,
                pair.getPublic(),
                now.minus(Duration.ofDays(1)),
                now.plus(Duration.ofDays(1)),
                null,
                false,
                false)
            .signedBy(pair.getPrivate());
  }

  public Identity master() {
    return identity(Party.master(NAME));
  }

  public Identity worker(String node) {
    return identity(Party.worker(NAME, node));
  }

  public Identity attempt(AttemptId attempt) {
    return identity(Party.attempt(NAME, attempt));
  }

  public Identity admin(String name) {
    return identity(Party.admin(NAME, name));
  }

  public Identity admin(String name, Instant until) {
    return identity(Party.admin(NAME, name).toString(), until, true, true);
  }

  /** In an order. */
  public Secret of(AttemptId attempt) {
    return new Secret(attempt(attempt).pem());
  }

  /** The authority's certificate, in PEM. */
  public String authority() {
    try {
      return Pem.write(Pem.CERTIFICATE, authority.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new AssertionError(e);
    }
  }

  Identity identity(Party party) {
    return identity(party.toString(), Instant.now().plus(Duration.ofHours(20)), true, true);
  }

  Identity identity(String names, Instant until, boolean forServers, boolean forClients) {
    KeyPair own = NewKey.pair();
    X509Certificate certificate =
        certificate(own.getPublic(), names, until, forServers, forClients);
    return Identity.of(own.getPrivate(), certificate, authority);
  }

  private X509Certificate certificate(
      PublicKey key, String names, Instant until, boolean forServers, boolean forClients) {
    Instant from = until.minus(Duration.ofDays(1));
    return new TestCertificate(NAME, names, key, from, until, names, forServers, forClients)
        .signedBy(pair.getPrivate());
  }

  /** A port that certifies whatever key comes as that worker's; {@code stop(0)} closes it. */
  public HttpsServer enrolling(String node) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.setHttpsConfigurator(new HttpsConfigurator(master().context()));
    server.createContext(
        "/enrol",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          boolean known = body.startsWith("launch launch\nsecret secret\n");
          String text = known ? certified(body, node) : "no launch has this secret";
          byte[] answer = text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(known ? 200 : 403, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  /** The letter that leads to such a port. */
  public EnrolmentLetter letter(HttpsServer server) {
    Endpoint https = new Endpoint("127.0.0.1", server.getAddress().getPort());
    return new EnrolmentLetter(https, "launch", "", new Secret("secret"), authority());
  }

  /** The answer to a request. */
  public String certified(String body, String node) {
    try {
      byte[] request = Pem.read(Pem.REQUEST, body).get(0);
      byte[] key = keyIn(request);
      PublicKey asked = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key));
      String names = Party.worker(NAME, node).toString();
      X509Certificate certificate =
          certificate(asked, names, Instant.now().plus(Duration.ofHours(20)), true, true);
      return Pem.write(Pem.CERTIFICATE, certificate.getEncoded()) + authority();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] keyIn(byte[] request) {
    for (int at = 0; at + KEY_LENGTH <= request.length; at++) {
      byte[] there = Arrays.copyOfRange(request, at, at + KEY_LENGTH);
      if (Arrays.equals(there, 0, KEY_ON_P256.length, KEY_ON_P256, 0, KEY_ON_P256.length)) {
        return there;
      }
    }
    throw new AssertionError("a request without a key on P-256");
  }
}
