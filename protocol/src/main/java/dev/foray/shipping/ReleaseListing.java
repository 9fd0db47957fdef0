package dev.foray.shipping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What a release is to be made of, as it is sent to the Master: a line each, {@code foray-release
 * 1}, {@code version …}, then {@code jar <sha256> <file name>} in the order of the class path.
 *
 * @param version what its project calls it
 * @param jars no two alike
 */
public record ReleaseListing(String version, List<Entry> jars) {
  private static final String FIRST = "foray-release 1";
  private static final String VERSION = "version ";
  private static final String JAR = "jar ";
  private static final int LONGEST_VERSION = 200;
  private static final int LONGEST_NAME = 255;

  /**
   * @param sha256 of its content, in lower-case hex
   * @param name of its file: printable, without a separator
   */
  public record Entry(String sha256, String name) {
    public Entry {
      require(isSha256(sha256), "\"" + shown(sha256) + "\" is no SHA-256 in lower-case hex");
      require(isFileName(name), "\"" + shown(name) + "\" is no name of a jar's file");
    }
  }

  /**
   * @throws IllegalArgumentException if a line of it can't be written; the message is one clause
   */
  public ReleaseListing {
    require(
        version.length() <= LONGEST_VERSION && isPrintable(version),
        "\"" + shown(version) + "\" is no version of at most " + LONGEST_VERSION + " characters");
    jars = List.copyOf(new LinkedHashSet<>(jars));
  }

  /** Whether the text is 64 digits and letters a to f. */
  public static boolean isSha256(String text) {
    return text.length() == 64
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  public String text() {
    StringBuilder text = new StringBuilder(FIRST).append('\n');
    text.append(VERSION).append(version).append('\n');
    jars.forEach(
        jar -> text.append(JAR).append(jar.sha256()).append(' ').append(jar.name()).append('\n'));
    return text.toString();
  }

  /**
   * @throws IllegalArgumentException if it is no such listing; the message is one clause
   */
  public static ReleaseListing parse(String text) {
    List<String> lines = text.lines().toList();
    require(!lines.isEmpty() && lines.get(0).equals(FIRST), "its first line is not " + FIRST);
    require(lines.size() > 1 && lines.get(1).startsWith(VERSION), "its second line has no version");
    List<Entry> jars = new ArrayList<>();
    for (String line : lines.subList(2, lines.size())) {
      String[] parts = line.split(" ", 3);
      require(
          parts.length == 3 && parts[0].equals("jar"), "\"" + shown(line) + "\" is no jar line");
      jars.add(new Entry(parts[1], parts[2]));
    }
    return new ReleaseListing(lines.get(1).substring(VERSION.length()), jars);
  }

  private static boolean isFileName(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST_NAME
        && isPrintable(text)
        && text.indexOf('/') < 0
        && text.indexOf('\\') < 0
        && text.endsWith(".jar");
  }

  private static boolean isPrintable(String text) {
    return text.chars().noneMatch(Character::isISOControl);
  }

  /** A stranger's text, fit for a message. */
  private static String shown(String text) {
    String cut = text.length() > 80 ? text.substring(0, 80) + "…" : text;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }

  private static void require(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
