package dev.foray.fakeec2.query;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A request's signature, version 4, taken from its header {@code Authorization}; computed anew from
 * the request and the secret to see whether it is right. Immutable.
 */
public record Signature(
    String keyId, String date, String region, String service, List<String> signed, String hex) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /** What of a request is signed. */
  public record Signed(
      String method, String path, String query, Map<String, String> headers, Blob body) {}

  /** Nothing where the header is none of this kind. */
  public static Optional<Signature> of(String authorization) {
    if (!authorization.startsWith(ALGORITHM + " ")) {
      return Optional.empty();
    }
    Map<String, String> parts = new TreeMap<>();
    for (String part : authorization.substring(ALGORITHM.length()).split(",", -1)) {
      String[] pair = part.strip().split("=", 2);
      if (pair.length == 2) {
        parts.put(pair[0], pair[1]);
      }
    }
    String[] scope = parts.getOrDefault("Credential", "").split("/", -1);
    if (scope.length != 5 || !scope[4].equals("aws4_request")) {
      return Optional.empty();
    }
    return Optional.of(
        new Signature(
            scope[0],
            scope[1],
            scope[2],
            scope[3],
            List.of(parts.getOrDefault("SignedHeaders", "").split(";", -1)),
            parts.getOrDefault("Signature", "")));
  }

  /** Whether whoever signed this request has the secret. */
  public boolean isOf(Signed request, String secret) {
    return MessageDigest.isEqual(
        hex.getBytes(StandardCharsets.UTF_8),
        expected(request, secret).getBytes(StandardCharsets.UTF_8));
  }

  private String expected(Signed request, String secret) {
    String scope = date + "/" + region + "/" + service + "/aws4_request";
    String toSign =
        ALGORITHM
            + "\n"
            + request.headers().getOrDefault("x-amz-date", "")
            + "\n"
            + scope
            + "\n"
            + hash(canonical(request).getBytes(StandardCharsets.UTF_8));
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/", -1)) {
      key = mac(key, part);
    }
    return HexFormat.of().formatHex(mac(key, toSign));
  }

  private String canonical(Signed request) {
    StringBuilder headers = new StringBuilder();
    for (String name : signed) {
      String value = request.headers().getOrDefault(name, "").strip().replaceAll(" +", " ");
      headers.append(name).append(':').append(value).append('\n');
    }
    String path = request.path().isEmpty() ? "/" : request.path();
    return String.join(
        "\n",
        request.method(),
        path,
        sorted(request.query()),
        headers,
        String.join(";", signed),
        hash(request.body().toArray()));
  }

  private static String sorted(String query) {
    List<String> pairs = new ArrayList<>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        pairs.add(encoded(parts[0]) + "=" + (parts.length < 2 ? "" : encoded(parts[1])));
      }
    }
    String[] array = pairs.toArray(String[]::new);
    Arrays.sort(array);
    return String.join("&", array);
  }

  /** Percent signs in the way of RFC 3986, whatever way the address had them. */
  private static String encoded(String part) {
    StringBuilder text = new StringBuilder();
    for (byte b :
        URLDecoder.decode(part, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0)) {
        text.append(c);
      } else {
        text.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return text.toString();
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no SHA-256", e);
    }
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no HMAC of SHA-256", e);
    }
  }
}
