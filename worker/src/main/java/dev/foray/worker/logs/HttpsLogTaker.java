package dev.foray.worker.logs;

import dev.foray.launch.LogCopy;
import dev.foray.protocol.AttemptId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The Master's shelf of logs, over mutual TLS. The context sees to it that the Master answers, for
 * as long as nobody sets a verifier of host names. Connections are kept for the next log.
 * Thread-safe.
 */
public final class HttpsLogTaker implements LogTaker {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofSeconds(20);
  private static final int LONGEST_ANSWER = 2_000;

  private final Supplier<URI> master;
  private final Supplier<SSLContext> context;
  private @Nullable SSLContext known;
  private @Nullable SSLSocketFactory sockets;

  /**
   * @param master where it is now: one that is started again may have another port
   * @param context this worker's identity, which is renewed from time to time
   */
  public HttpsLogTaker(Supplier<URI> master, Supplier<SSLContext> context) {
    this.master = master;
    this.context = context;
  }

  @Override
  public void take(AttemptId attempt, LogCopy log) throws NotTaken, IOException {
    HttpsURLConnection call =
        (HttpsURLConnection) master.get().resolve("/logs/" + attempt).toURL().openConnection();
    call.setSSLSocketFactory(sockets());
    call.setInstanceFollowRedirects(false);
    call.setUseCaches(false);
    call.setConnectTimeout(Math.toIntExact(CONNECT.toMillis()));
    call.setReadTimeout(Math.toIntExact(SILENCE.toMillis()));
    call.setRequestMethod("PUT");
    call.setDoOutput(true);
    call.setFixedLengthStreamingMode(log.length());
    try (OutputStream out = call.getOutputStream()) {
      log.writeTo(out);
    }
    check(call);
  }

  /** A connection is used again only by the factory that made it. */
  private synchronized SSLSocketFactory sockets() {
    SSLContext now = context.get();
    SSLSocketFactory factory = sockets;
    if (factory == null || known != now) {
      factory = now.getSocketFactory();
      sockets = factory;
      known = now;
    }
    return factory;
  }

  private static void check(HttpsURLConnection call) throws NotTaken, IOException {
    int status = call.getResponseCode();
    try (InputStream answer = status < 400 ? call.getInputStream() : call.getErrorStream()) {
      byte[] text = answer == null ? new byte[0] : answer.readNBytes(LONGEST_ANSWER);
      String why = status + " " + new String(text, StandardCharsets.UTF_8).strip();
      if (status >= 500) {
        throw new IOException("the Master answers " + why);
      }
      if (status >= 300) {
        throw new NotTaken("the Master answers " + why);
      }
    }
  }
}
