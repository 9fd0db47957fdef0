package dev.foray.cli.web;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a browser asks.
 *
 * @param path as it came, decoded by nobody
 * @param host the header {@code Host}; empty: there is none, or several
 * @param origin the header {@code Origin}; empty as before
 */
record Request(
    String method,
    String path,
    Map<String, String> query,
    String host,
    String origin,
    Map<String, String> cookies) {

  static Request of(HttpExchange exchange) {
    return new Request(
        exchange.getRequestMethod(),
        String.valueOf(exchange.getRequestURI().getRawPath()),
        pairs(exchange.getRequestURI().getRawQuery(), "&", true),
        only(exchange, "Host"),
        only(exchange, "Origin"),
        pairs(only(exchange, "Cookie"), ";", false));
  }

  String get(String name) {
    return query.getOrDefault(name, "");
  }

  /**
   * @throws IllegalArgumentException if that is no number
   */
  long number(String name, long otherwise) {
    @Nullable String text = query.get(name);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("-?\\d{1,18}")) {
      throw new IllegalArgumentException(name + " is no number");
    }
    return Long.parseLong(text);
  }

  private static String only(HttpExchange exchange, String header) {
    List<String> values =
        Objects.requireNonNullElse(exchange.getRequestHeaders().get(header), List.of());
    return values.size() == 1 ? values.get(0) : "";
  }

  private static Map<String, String> pairs(@Nullable String text, String between, boolean encoded) {
    Map<String, String> pairs = new HashMap<>();
    for (String pair : text == null ? new String[0] : text.split(between, -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        String value = pair.substring(equals + 1);
        pairs.put(pair.substring(0, equals).strip(), encoded ? decoded(value) : value.strip());
      }
    }
    return pairs;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
