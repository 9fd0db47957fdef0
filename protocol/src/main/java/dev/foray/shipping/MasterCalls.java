package dev.foray.shipping;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * The calls of a shipment. Each has its limits, connections are kept between them. The context sees
 * to it that the Master answers, for as long as nobody sets a verifier of host names: with one the
 * JDK does not ask it. Thread-safe.
 */
final class MasterCalls {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofMinutes(2);
  private static final int MOST_TEXT = 1 << 22;
  private static final int PIECE = 1 << 16;

  private final URI master;
  private final SSLSocketFactory sockets;

  MasterCalls(URI master, SSLContext context) {
    this.master = master;
    this.sockets = context.getSocketFactory();
  }

  /**
   * What the Master said.
   *
   * @param text of the body, without blanks around it
   */
  record Answer(int status, String text) {
    boolean isGood() {
      return status >= 200 && status < 300;
    }

    /**
     * @throws ShippingRefused with the Master's sentence, if it is not good
     */
    Answer orRefused() throws ShippingRefused {
      if (isGood()) {
        return this;
      }
      String sentence = text.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", "?");
      throw new ShippingRefused(
          sentence.isEmpty() ? "the Master refuses, with status " + status : sentence);
    }
  }

  Answer post(String path, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    HttpsURLConnection call = open("POST", path);
    return exchange(
        call,
        () -> {
          call.setFixedLengthStreamingMode(body.length);
          try (OutputStream out = call.getOutputStream()) {
            out.write(body);
          }
        });
  }

  Answer put(String path, Path file) throws IOException {
    HttpsURLConnection call = open("PUT", path);
    return exchange(
        call,
        () -> {
          try (InputStream content = Files.newInputStream(file)) {
            call.setFixedLengthStreamingMode(Files.size(file));
            send(content, call);
          }
        });
  }

  private interface Sending {
    void send() throws IOException;
  }

  private Answer exchange(HttpsURLConnection call, Sending sending) throws IOException {
    try {
      call.setDoOutput(true);
      sending.send();
      int status = call.getResponseCode();
      try (InputStream body = status < 400 ? call.getInputStream() : call.getErrorStream()) {
        String text =
            body == null ? "" : new String(body.readNBytes(MOST_TEXT), StandardCharsets.UTF_8);
        return new Answer(status, text.strip());
      }
    } catch (ConnectException e) {
      throw new IOException(
          "no Master answers at " + master + ": start one, or say where it is", e);
    } catch (SSLException e) {
      throw new IOException(
          "the Master at " + master + " and this side don't trust each other: " + e.getMessage(),
          e);
    }
  }

  private static void send(InputStream content, HttpsURLConnection call) throws IOException {
    try (OutputStream out = call.getOutputStream()) {
      byte[] piece = new byte[PIECE];
      for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
        out.write(piece, 0, read);
      }
    }
  }

  private HttpsURLConnection open(String method, String path) throws IOException {
    HttpsURLConnection call = (HttpsURLConnection) master.resolve(path).toURL().openConnection();
    call.setSSLSocketFactory(sockets);
    call.setRequestMethod(method);
    call.setInstanceFollowRedirects(false);
    call.setUseCaches(false);
    call.setConnectTimeout(Math.toIntExact(CONNECT.toMillis()));
    call.setReadTimeout(Math.toIntExact(ANSWER.toMillis()));
    return call;
  }
}
