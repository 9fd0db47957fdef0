package dev.foray.master.https;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** One call under way, for the thread that serves it. */
public final class Call {
  private final HttpExchange exchange;
  private final String caller;
  private final Matcher path;
  private final CallWatch watch;

  Call(HttpExchange exchange, String caller, Matcher path, CallWatch watch) {
    this.exchange = exchange;
    this.caller = caller;
    this.path = path;
    this.watch = watch;
  }

  /** Whom the certificate names that was shown, such as {@code foray:9f3a/admin/ada}. */
  public String caller() {
    return caller;
  }

  /** The part of the path that the route's pattern has in its first brackets. */
  public String part() {
    return path.group(1);
  }

  /** Empty text where there is none. */
  public String query() {
    String query = exchange.getRequestURI().getRawQuery();
    return query == null ? "" : query;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  /** How long the body is said to be. */
  public long bytes() throws CallRefused {
    String length =
        header("Content-Length")
            .orElseThrow(() -> new CallRefused(411, "say by Content-Length how much is sent"));
    try {
      return Long.parseLong(length);
    } catch (NumberFormatException e) {
      throw new CallRefused(400, "the Content-Length is no number");
    }
  }

  /** The body, which must keep coming. */
  public InputStream body() {
    return new PacedInput(exchange.getRequestBody(), watch);
  }

  /** A body of text that is at most so long. */
  public String text(int mostBytes) throws CallRefused, IOException {
    byte[] bytes = body().readNBytes(mostBytes + 1);
    if (bytes.length > mostBytes) {
      throw new CallRefused(413, "this is longer than " + mostBytes + " bytes: send less");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  public void answerWith(String header, String value) {
    exchange.getResponseHeaders().set(header, value);
  }

  public void answer(int status, String text) throws IOException {
    answer(status, "text/plain; charset=utf-8", text);
  }

  public void answer(int status, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    answerWith("Content-Type", type);
    try (OutputStream out = answer(status, bytes.length)) {
      out.write(bytes);
    }
  }

  /** The stream of an answer of so many bytes; whoever reads it must keep reading. */
  public OutputStream answer(int status, long bytes) throws IOException {
    watch.waits(watch.term());
    try {
      exchange.sendResponseHeaders(status, bytes == 0 ? -1 : bytes);
    } finally {
      watch.waitsNoMore();
    }
    return new PacedOutput(exchange.getResponseBody(), watch);
  }

  /** For the log. */
  @Override
  public String toString() {
    @Nullable String path = exchange.getRequestURI().getRawPath();
    return exchange.getRequestMethod() + " " + path + " by " + caller;
  }
}
