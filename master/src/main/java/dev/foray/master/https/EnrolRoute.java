package dev.foray.master.https;

import dev.foray.master.enrol.NotYet;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Role;
import dev.foray.protocol.Secret;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first call of somebody without a certificate: by what they are expected, a secret, and a
 * certificate request, for a certificate. For anybody, as who calls has none yet.
 */
final class EnrolRoute implements Route {
  private static final int MOST_BYTES = 16_384;
  private static final int NOT_YET = 503;

  private final Pattern path;
  private final String field;
  private final Pattern body;
  private final Entrance entrance;

  /** Certifies the key of whoever knows the secret. */
  interface Entrance {
    /**
     * @param taker which of those who share the secret; empty where nothing is said
     */
    String admit(String who, Secret secret, String taker, String request) throws Refused, NotYet;
  }

  /**
   * @param field what the first line of the body begins with
   */
  EnrolRoute(String path, String field, Entrance entrance) {
    this.path = Pattern.compile(path);
    this.field = field;
    this.body =
        Pattern.compile(
            field + " (\\S{1,200})\nsecret (\\S{1,200})\n(?:instance (\\S{1,100})\n)?(.*)",
            Pattern.DOTALL);
    this.entrance = entrance;
  }

  @Override
  public void serve(Call call) throws CallRefused, Refused, IOException {
    Matcher read = body.matcher(call.text(MOST_BYTES));
    if (!read.matches()) {
      throw new CallRefused(
          400, "what is sent here is a line each for " + field + " and secret, and a request");
    }
    String taker = Objects.requireNonNullElse(read.group(3), "");
    Secret secret = new Secret(read.group(2));
    try {
      call.answer(200, entrance.admit(read.group(1), secret, taker, read.group(4)));
    } catch (NotYet e) {
      throw new CallRefused(NOT_YET, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public Pattern path() {
    return path;
  }

  @Override
  public Optional<Role> role() {
    return Optional.empty();
  }
}
