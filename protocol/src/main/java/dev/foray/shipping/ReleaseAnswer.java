package dev.foray.shipping;

import java.util.ArrayList;
import java.util.List;

/**
 * What the Master says when it has taken a release: a line each, {@code release <id>}, {@code
 * current true} or {@code false}, {@code entities <n>}, and {@code job <class>} for each job class.
 */
public record ReleaseAnswer(
    String release, boolean current, int entities, List<String> jobClasses) {
  public ReleaseAnswer {
    jobClasses = List.copyOf(jobClasses);
  }

  public String text() {
    StringBuilder text = new StringBuilder();
    text.append("release ").append(release).append('\n');
    text.append("current ").append(current).append('\n');
    text.append("entities ").append(entities).append('\n');
    jobClasses.forEach(name -> text.append("job ").append(name).append('\n'));
    return text.toString();
  }

  /**
   * @throws IllegalArgumentException if it is no such answer
   */
  public static ReleaseAnswer parse(String text) {
    String release = "";
    boolean current = false;
    int entities = 0;
    List<String> jobClasses = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String value = line.substring(line.indexOf(' ') + 1);
      switch (line.substring(0, Math.max(0, line.indexOf(' ')))) {
        case "release" -> release = value;
        case "current" -> current = Boolean.parseBoolean(value);
        case "entities" -> entities = Integer.parseInt(value);
        case "job" -> jobClasses.add(value);
        default -> {
          // A newer Master says more.
        }
      }
    }
    if (!ReleaseListing.isSha256(release)) {
      throw new IllegalArgumentException("it names no release");
    }
    return new ReleaseAnswer(release, current, entities, jobClasses);
  }
}
