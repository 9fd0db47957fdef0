package dev.foray.cli.web;

import dev.foray.cli.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a browser is answered.
 *
 * @param headers beside those that each answer has
 */
record Answer(int status, String type, String body, Map<String, String> headers) {
  static final int OK = 200;
  static final int SEE_OTHER = 303;
  static final int BAD_REQUEST = 400;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int WRONG_METHOD = 405;
  static final int CONFLICT = 409;
  static final int FAILED = 500;

  /**
   * What a browser may do with any of them: run and show what comes from here and nothing else,
   * keep nothing, tell nobody, and show it in no other page.
   */
  private static final Map<String, String> ALWAYS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
              + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Cache-Control",
          "no-store",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  static Answer json(int status, Map<String, ? extends @Nullable Object> members) {
    return new Answer(status, "application/json; charset=utf-8", Json.of(members), Map.of());
  }

  /** A page that stands by itself: it has its style in it, and nothing that runs. */
  static Answer page(String html) {
    return new Answer(
        OK,
        "text/html; charset=utf-8",
        html,
        Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'"));
  }

  /** One sentence for a person. */
  static Answer sentence(int status, String sentence) {
    return new Answer(status, "text/plain; charset=utf-8", sentence + "\n", Map.of());
  }

  /** Have the browser go there, and keep a cookie. */
  static Answer goTo(String path, String cookie) {
    return new Answer(SEE_OTHER, "text/plain", "", Map.of("Location", path, "Set-Cookie", cookie));
  }

  Map<String, String> allHeaders() {
    Map<String, String> all = new LinkedHashMap<>(ALWAYS);
    all.put("Content-Type", type);
    all.putAll(headers);
    return all;
  }
}
