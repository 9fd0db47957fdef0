package dev.foray.runner.core.map;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The text by which a pair is known from one attempt to the next: {@code read} may give pairs in
 * another order each time, so their place says nothing. One line of at most 1,000 characters that a
 * terminal and a database take as they are; a longer text ends with a digest of the whole.
 */
public final class KeyText {
  private static final int LONGEST = 1_000;
  private static final int DIGEST_BYTES = 8;

  private KeyText() {}

  /** A key's text is what its {@code toString} says; of an array, its elements. */
  public static String of(Object key) {
    try {
      String listed = Arrays.deepToString(new Object[] {key});
      return line(listed.substring(1, listed.length() - 1));
    } catch (RuntimeException e) { // a key that can't be named is the job's own affair
      return key.getClass().getName();
    }
  }

  /** Any text as one such line. */
  static String line(String text) {
    String plain = isPlain(text) ? text : escaped(text);
    return plain.length() <= LONGEST ? plain : cut(plain);
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isUnprintable(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static String escaped(String text) {
    StringBuilder plain = new StringBuilder(text.length() + 10);
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      if (isUnprintable(one)) {
        plain.append(String.format("\\u%04x", (int) one));
      } else {
        plain.append(one);
      }
    }
    return plain.toString();
  }

  /** What moves a cursor, ends a line or turns its direction. */
  private static boolean isUnprintable(char one) {
    return switch (Character.getType(one)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static String cut(String text) {
    String digest = "…" + digest(text);
    int end = LONGEST - digest.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + digest;
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JVM has SHA-256", e);
    }
  }
}
