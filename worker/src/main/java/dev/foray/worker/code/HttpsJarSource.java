package dev.foray.worker.code;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/**
 * Fetches from the Master over mutual TLS. The context sees to it that the Master answers, for as
 * long as nobody sets a verifier of host names: with one the JDK does not ask it. Thread-safe.
 */
public final class HttpsJarSource implements JarSource {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final int PARTIAL = 206;

  private final Supplier<URI> master;
  private final Supplier<SSLContext> context;

  /**
   * @param master where it is now: one that is started again may have another port
   * @param context this worker's identity, which is renewed from time to time
   */
  public HttpsJarSource(Supplier<URI> master, Supplier<SSLContext> context) {
    this.master = master;
    this.context = context;
  }

  @Override
  public Part open(String sha256, long from) throws IOException {
    HttpsURLConnection call =
        (HttpsURLConnection) master.get().resolve("/jars/" + sha256).toURL().openConnection();
    call.setSSLSocketFactory(context.get().getSocketFactory());
    call.setInstanceFollowRedirects(false);
    call.setUseCaches(false);
    call.setConnectTimeout(Math.toIntExact(CONNECT.toMillis()));
    call.setReadTimeout(Math.toIntExact(SILENCE.toMillis()));
    if (from > 0) {
      call.setRequestProperty("Range", "bytes=" + from + "-");
    }
    int status = call.getResponseCode();
    InputStream bytes = status < 300 ? call.getInputStream() : null;
    if (bytes == null) {
      throw new IOException("the Master answers with status " + status);
    }
    return new Part(bytes, status == PARTIAL ? from : 0);
  }
}
