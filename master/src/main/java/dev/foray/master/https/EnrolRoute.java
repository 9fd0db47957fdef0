package dev.foray.master.https;

import com.sun.net.httpserver.HttpExchange;
import dev.foray.master.enrol.Enrolments;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node's first call: launch, secret and certificate request for a certificate. */
public final class EnrolRoute implements HttpsPort.Route {
  private static final int LONGEST = 16_384;
  private static final Pattern BODY =
      Pattern.compile("launch (\\S{1,200})\nsecret (\\S{1,200})\n(.*)", Pattern.DOTALL);

  private final Enrolments enrolments;

  public EnrolRoute(Enrolments enrolments) {
    this.enrolments = enrolments;
  }

  @Override
  public String path() {
    return "/enrol";
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String answer(HttpExchange exchange) throws Refused, IOException {
    byte[] body = exchange.getRequestBody().readNBytes(LONGEST);
    Matcher matcher = BODY.matcher(new String(body, StandardCharsets.UTF_8));
    if (!matcher.matches()) {
      throw new Refused(
          ExitCode.WRONG_USE, "an enrolment is a line each for launch and secret, and a request");
    }
    return enrolments.enrol(matcher.group(1), new Secret(matcher.group(2)), matcher.group(3));
  }
}
