package dev.foray.maven.door;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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

  /** The newest that is older than the current one. */
  public static Optional<ReleaseLine> before(List<ReleaseLine> releases) {
    return releases.stream()
        .filter(ReleaseLine::current)
        .findFirst()
        .flatMap(
            now ->
                releases.stream()
                    .filter(release -> release.createdAt().isBefore(now.createdAt()))
                    .max(Comparator.comparing(ReleaseLine::createdAt)));
  }
}
