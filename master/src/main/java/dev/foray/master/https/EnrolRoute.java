package dev.foray.master.https;

import dev.foray.master.enrol.Enrolments;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Role;
import dev.foray.protocol.Secret;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A node's first call: launch, secret and certificate request for a certificate. For anybody, as
 * who calls has none yet.
 */
final class EnrolRoute implements Route {
  private static final Pattern PATH = Pattern.compile("/enrol");
  private static final Pattern BODY =
      Pattern.compile("launch (\\S{1,200})\nsecret (\\S{1,200})\n(.*)", Pattern.DOTALL);

  private static final int MOST_BYTES = 16_384;

  private final Enrolments enrolments;

  EnrolRoute(Enrolments enrolments) {
    this.enrolments = enrolments;
  }

  @Override
  public void serve(Call call) throws CallRefused, Refused, IOException {
    Matcher body = BODY.matcher(call.text(MOST_BYTES));
    if (!body.matches()) {
      throw new CallRefused(
          400, "an enrolment is a line each for launch and secret, and a request");
    }
    call.answer(200, enrolments.enrol(body.group(1), new Secret(body.group(2)), body.group(3)));
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public Pattern path() {
    return PATH;
  }

  @Override
  public Optional<Role> role() {
    return Optional.empty();
  }
}
