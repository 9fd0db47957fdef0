package dev.foray.maven.door;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import org.apache.maven.plugin.MojoFailureException;

/**
 * The releases that a Master has, by its HTTPS door. Its certificate names no host: the identity
 * sees to it that it is the Master who answers. For one thread.
 */
public final class Releases {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final int FIRST_REFUSAL = 300;

  private final MasterDoor door;

  public Releases(MasterDoor door) {
    this.door = door;
  }

  /** In the Master's order. */
  public List<ReleaseLine> all() throws MojoFailureException {
    try {
      return call("/releases").lines().map(ReleaseLine::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new MojoFailureException(door + " answers otherwise than expected: " + e.getMessage());
    }
  }

  private String call(String path) throws MojoFailureException {
    try {
      HttpsURLConnection call =
          (HttpsURLConnection) door.uri().resolve(path).toURL().openConnection();
      call.setSSLSocketFactory(door.context().getSocketFactory());
      call.setConnectTimeout(Math.toIntExact(CONNECT.toMillis()));
      call.setReadTimeout(Math.toIntExact(ANSWER.toMillis()));
      call.setInstanceFollowRedirects(false);
      return answer(call);
    } catch (IOException e) {
      throw new MojoFailureException(door.unreachable(e), e);
    }
  }

  private static String answer(HttpsURLConnection call) throws IOException, MojoFailureException {
    boolean refused = call.getResponseCode() >= FIRST_REFUSAL;
    try (InputStream body = refused ? call.getErrorStream() : call.getInputStream()) {
      String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
      if (refused) {
        throw new MojoFailureException(
            text.isBlank()
                ? "the Master refuses, with status " + call.getResponseCode()
                : text.strip());
      }
      return text;
    }
  }
}
