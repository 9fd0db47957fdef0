package dev.foray.maven.door;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * A release as the Master lists it.
 *
 * @param what its version, jars and job classes, as they are shown
 */
public record ReleaseLine(String id, boolean current, Instant createdAt, String what) {

  /**
   * @throws IllegalArgumentException if the Master speaks of releases otherwise
   */
  static ReleaseLine parse(String line) {
    String[] words = line.split(" ", 4);
    try {
      return new ReleaseLine(
          words[0], words[1].equals("current"), Instant.parse(words[2]), words[3]);
    } catch (DateTimeParseException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("\"" + line + "\" describes no release", e);
    }
  }
}
