package dev.foray.cli.web;

import java.util.Optional;
import java.util.Set;

/**
 * Who is answered: a browser on this machine that was given the token, and that asks for what its
 * user opened here, not for another page. Knows nothing of what there is behind it. Thread-safe.
 */
final class Gate {
  private static final String ENTRY = "/";
  private static final String CLOSED =
      "Open the whole address that `master web` printed: the token in it is what lets you in.";
  private static final String ELSEWHERE =
      "This page is for a browser on the machine where `master web` runs, by the address that it"
          + " printed.";
  private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

  private final Token token;
  private final String cookie;

  /**
   * @param port cookies are of a host, whatever its port: two pages have two names for them
   */
  Gate(Token token, int port) {
    this.token = token;
    this.cookie = "foray-" + port;
  }

  /** The answer to whoever is not let in, or is only just let in; empty: the request is good. */
  Optional<Answer> answer(Request request) {
    if (!isOwn(request.host())) { // A name that somebody else has lead to this machine.
      return Optional.of(Answer.sentence(Answer.FORBIDDEN, ELSEWHERE));
    }
    boolean changes = request.method().equals("POST");
    if (!changes && !request.method().equals("GET")) {
      return Optional.of(Answer.sentence(Answer.WRONG_METHOD, "Only GET and POST are answered."));
    }
    if (!changes && request.path().equals(ENTRY) && request.query().containsKey("token")) {
      return Optional.of(enter(request));
    }
    boolean isHere = !changes || request.origin().equals("http://" + request.host());
    return token.is(request.cookies().get(cookie)) && isHere
        ? Optional.empty()
        : Optional.of(Answer.sentence(Answer.FORBIDDEN, CLOSED));
  }

  private Answer enter(Request request) {
    return token.is(request.get("token"))
        ? Answer.goTo(ENTRY, cookie + "=" + token.reveal() + "; Path=/; HttpOnly; SameSite=Strict")
        : Answer.sentence(Answer.FORBIDDEN, CLOSED);
  }

  /** Whatever the port: it may have been led here from another machine, by a tunnel of ssh. */
  private static boolean isOwn(String host) {
    int colon = host.lastIndexOf(':');
    boolean hasPort = colon > 0 && host.substring(colon + 1).matches("\\d{1,5}");
    return OWN_NAMES.contains(hasPort ? host.substring(0, colon) : host);
  }
}
