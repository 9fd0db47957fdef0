package dev.foray.master.https;

import com.sun.net.httpserver.HttpExchange;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first call of somebody without a certificate: by what they are expected, a secret, and a
 * certificate request, for a certificate.
 */
public final class EnrolRoute implements HttpsPort.Route {
  private static final int LONGEST = 16_384;

  private final String path;
  private final String field;
  private final Pattern body;
  private final Entrance entrance;

  /** Certifies the key of whoever knows the secret. */
  public interface Entrance {
    String admit(String who, Secret secret, String request) throws Refused;
  }

  /**
   * @param field what the first line of the body begins with
   */
  public EnrolRoute(String path, String field, Entrance entrance) {
    this.path = path;
    this.field = field;
    this.body = Pattern.compile(field + " (\\S{1,200})\nsecret (\\S{1,200})\n(.*)", Pattern.DOTALL);
    this.entrance = entrance;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String answer(HttpExchange exchange) throws Refused, IOException {
    byte[] read = exchange.getRequestBody().readNBytes(LONGEST);
    Matcher matcher = body.matcher(new String(read, StandardCharsets.UTF_8));
    if (!matcher.matches()) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "what is sent here is a line each for " + field + " and secret, and a request");
    }
    return entrance.admit(matcher.group(1), new Secret(matcher.group(2)), matcher.group(3));
  }
}
