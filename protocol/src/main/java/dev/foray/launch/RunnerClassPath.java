package dev.foray.launch;

import dev.foray.protocol.Order;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The runner's class path: Foray's own classes, then the job's jars in their order, then those of
 * Foray's libraries that the job does not bring. So the job runs on its own Hibernate, driver and
 * logging, each in one version. Foray's are sorted, since an archive holds for one order only.
 */
final class RunnerClassPath {
  private static final Pattern VERSIONED = Pattern.compile("(.+?)-\\d.*\\.jar");
  private static final Set<String> OWN = Set.of("mapreduce-api", "protocol", "chunk-runner");

  private RunnerClassPath() {}

  static List<Path> of(List<Order.Jar> jobJars, List<Path> runnerJars) {
    Set<String> brought =
        jobJars.stream().map(jar -> artifact(jar.name())).collect(Collectors.toSet());
    List<Path> own = new ArrayList<>();
    List<Path> gaps = new ArrayList<>();
    for (Path jar : runnerJars.stream().sorted().toList()) {
      String artifact = artifact(jar.getFileName().toString());
      if (OWN.contains(artifact)) {
        own.add(jar);
      } else if (!brought.contains(artifact)) {
        gaps.add(jar);
      }
    }
    List<Path> classPath = new ArrayList<>(own);
    jobJars.forEach(jar -> classPath.add(Path.of(jar.path())));
    classPath.addAll(gaps);
    return classPath;
  }

  /** {@code hibernate-core} of {@code hibernate-core-7.4.13.Final.jar}. */
  private static String artifact(String fileName) {
    Matcher matcher = VERSIONED.matcher(fileName);
    return matcher.matches() ? matcher.group(1) : fileName;
  }
}
