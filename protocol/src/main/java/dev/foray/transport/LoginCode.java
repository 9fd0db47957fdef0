package dev.foray.transport;

import dev.foray.protocol.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person is given to log in with, as one word: a secret that is good for minutes, and by
 * what the authority of the Master is known that is to be told it. Immutable.
 *
 * @param authority the first half of the SHA-256 of the authority's certificate, in hexadecimal
 */
public record LoginCode(Secret secret, String authority) {
  private static final int HALF = 32;
  private static final Pattern TEXT = Pattern.compile("([0-9a-f]{64})([0-9a-f]{32})");

  /**
   * @param fingerprint the SHA-256 of the authority's certificate, in hexadecimal
   */
  public static LoginCode of(Secret secret, String fingerprint) {
    return new LoginCode(secret, fingerprint.substring(0, HALF));
  }

  /**
   * @throws IllegalArgumentException if it is none, or not a whole one
   */
  public static LoginCode parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "that is not the code of an invitation: it has 96 digits, and was copied in part or with"
              + " something else");
    }
    return new LoginCode(new Secret(matcher.group(1)), matcher.group(2));
  }

  public Secret text() {
    return new Secret(secret.reveal() + authority);
  }

  boolean isOf(byte[] authorityCertificate) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(authorityCertificate);
      return HexFormat.of().formatHex(sum).startsWith(authority);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
