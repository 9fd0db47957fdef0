package dev.foray.cli.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is answered by the page of master web, byte by byte. */
@SuppressWarnings("NullAway.Init")
class SiteTest {
  private final ToldMaster told = new ToldMaster();
  private Site site;
  private int port;
  private String token;

  @BeforeEach
  void open() throws IOException {
    site = new Site(0, told.master(), "Foray 0.1.0", "ada", Clock.systemUTC());
    URI address = URI.create(site.address());
    port = address.getPort();
    token = address.getQuery().substring("token=".length());
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void tokenBecomesACookieThatNoScriptReadsAndNoOtherPageSends() throws IOException {
    String answer = get("/?token=" + token, "Host: " + host());

    assertThat(answer)
        .startsWith("HTTP/1.1 303 ")
        .containsIgnoringCase("Location: /\r\n")
        .containsIgnoringCase(
            "Set-Cookie: foray-" + port + "=" + token + "; Path=/; HttpOnly; SameSite=Strict\r\n");
  }

  @Test
  void answersLetABrowserRunAndShowOnlyWhatComesFromHere() throws IOException {
    for (String path : new String[] {"/", "/main.js", "/look/jobs", "/nothing"}) {
      assertThat(get(path, own()))
          .containsIgnoringCase("Content-Security-Policy: default-src 'none'; script-src 'self'")
          .containsIgnoringCase("frame-ancestors 'none'")
          .containsIgnoringCase("X-Content-Type-Options: nosniff")
          .containsIgnoringCase("Cache-Control: no-store")
          .containsIgnoringCase("Referrer-Policy: no-referrer")
          .doesNotContain("unsafe-inline", "Access-Control");
    }
  }

  @Test
  void reportOfAJobIsAPageInWhichNothingRuns() throws IOException {
    assertThat(get("/report?job=17", own()))
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("Content-Type: text/html")
        .containsIgnoringCase(
            "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'")
        .containsIgnoringCase("frame-ancestors 'none'")
        .contains("<title>job-17 SUCCEEDED")
        .doesNotContain("<script");
    assertThat(get("/report?job=17&against=17", own())).contains("Beside job-17");
    assertThat(get("/report?job=17&against=99", own())).contains("there is no job-99");
    assertThat(get("/report?job=17&against=x", own())).startsWith("HTTP/1.1 400 ");
    assertThat(get("/report?job=99", own()))
        .startsWith("HTTP/1.1 404 ")
        .contains("there is no job-99");
    assertThat(get("/report?job=x", own())).startsWith("HTTP/1.1 400 ");
    told.away = true;
    assertThat(get("/report?job=17", own())).startsWith("HTTP/1.1 409 ").contains("No Master");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/?token=",
        "/?token=guess",
        "/main.js",
        "/look/jobs",
        "/report?job=17",
        "/about",
        "/nothing"
      })
  void attack25WithoutTheTokenNothingIsTold(String path) throws IOException {
    assertIsShutOut(get(path, "Host: " + host()));
    assertIsShutOut(get(path, "Host: " + host(), "Cookie: foray-" + port + "=guess"));
    assertIsShutOut(get(path, "Host: " + host(), "Cookie: foray-" + port + "="));
    assertThat(told.glances).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example",
        "Host: evil.example:80",
        "Host: 127.0.0.1.evil.example",
        "Host: localhost.evil.example:1",
        "Host: 127.0.0.1:1@evil.example",
        "Host: 0.0.0.0",
        "Host: ",
        "X-Host: 127.0.0.1"
      })
  void attack25NameThatLeadsHereAndIsNotOursIsNotAnswered(String host) throws IOException {
    assertIsShutOut(get("/look/jobs", host, cookie()));
    assertIsShutOut(get("/?token=" + token, host));
  }

  @Test
  void attack25TwoNamesAreNone() throws IOException {
    assertIsShutOut(get("/look/jobs", "Host: " + host(), "Host: evil.example", cookie()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example",
        "Origin: http://127.0.0.1:1",
        "Origin: null",
        "Origin: https://127.0.0.1",
        "X-Origin: none"
      })
  void attack25AnotherPageHasNothingDone(String origin) throws IOException {
    assertIsShutOut(post("/do?deed=pause&subject=job-17", "Host: " + host(), cookie(), origin));
    assertThat(told.deeds).isEmpty();
  }

  @Test
  void attack25NothingIsDoneByLooking() throws IOException {
    assertThat(get("/do?deed=pause&subject=job-17", own())).startsWith("HTTP/1.1 404 ");
    assertThat(post("/do?deed=pause&subject=job-17", "Host: " + host(), "Origin: http://" + host()))
        .startsWith("HTTP/1.1 403 ");
    assertThat(told.deeds).isEmpty();

    assertThat(post("/do?deed=pause&subject=job-17", own())).contains("job-17 is paused");
    assertThat(told.deeds).containsExactly("pause job-17 by ada");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/Site.class",
        "/Site.class",
        "/index.html",
        "//main.js",
        "/main.js/",
        "/main.js%00.css",
        "/MAIN.JS",
        "/look",
        "/look/",
        "/\\main.js"
      })
  void attack25NoTrickInAPathReachesAFile(String path) throws IOException {
    assertThat(get(path, own()))
        .matches("(?s)HTTP/1.1 (404|400) .*")
        .doesNotContain("root:", "CAFEBABE", "foray");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/look/job?job=x",
        "/look/job",
        "/look/job?job=17&since=x",
        "/look/chunk?job=17&chunk=99999999999999999999",
        "/look/log?attempt=../../x",
        "/look/jobs?a=%zz",
        "/ask?deed=frobnicate&subject=x"
      })
  void whatIsNoQuestionIsRefused(String path) throws IOException {
    assertThat(get(path, own())).startsWith("HTTP/1.1 400 ").doesNotContain("dev.foray", "at java");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "HEAD", "TRACE"})
  void otherMethodsAreNotAnswered(String method) throws IOException {
    assertThat(call(method + " / HTTP/1.1", own())).startsWith("HTTP/1.1 405 ");
  }

  @Test
  void attack25HugeHeaderIsCutOffAndOthersAreServed() throws IOException {
    String answer = get("/", own(), "X-Long: " + "x".repeat(1 << 20));
    assertThat(answer).doesNotContain("HTTP/1.1 200 ");
    assertThat(get("/", own())).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void twoPagesHaveTokensOfTheirOwn() throws IOException {
    try (Site other = new Site(0, told.master(), "", "ada", Clock.systemUTC())) {
      assertThat(other.address()).doesNotContain(token);
      assertThat(token).hasSizeGreaterThan(40);
    }
  }

  private static void assertIsShutOut(String answer) {
    assertThat(answer)
        .matches("(?s)HTTP/1.1 (403|400) .*")
        .doesNotContain("job-17", "Revenue", "0.1.0", "<html");
    assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4).strip().lines().count())
        .isLessThanOrEqualTo(1);
  }

  private String host() {
    return "127.0.0.1:" + port;
  }

  private String cookie() {
    return "Cookie: other=1; foray-" + port + "=" + token;
  }

  /** What the page's own browser sends. */
  private String own() {
    return "Host: " + host() + "\r\n" + cookie() + "\r\nOrigin: http://" + host();
  }

  private String get(String path, String... headers) throws IOException {
    return call("GET " + path + " HTTP/1.1", headers);
  }

  private String post(String path, String... headers) throws IOException {
    return call("POST " + path + " HTTP/1.1", headers);
  }

  private String call(String request, String... headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) Duration.ofSeconds(60).toMillis());
      String text =
          request
              + "\r\n"
              + String.join("\r\n", headers)
              + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
      try {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        return "cut off: " + e.getMessage();
      }
    }
  }
}
