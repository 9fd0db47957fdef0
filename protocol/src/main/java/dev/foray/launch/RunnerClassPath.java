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
 * The runner's class path: Foray's own classes, then those of Foray's libraries that the job does
 * not bring, then the job's jars in their order. So the job runs on its own Hibernate, driver and
 * logging, each in one version; and an archive of what comes before the job's jars holds for every
 * job that brings none of those. Foray's stay in their order, too: an archive holds for one order
 * only, so who lists them sorts them.
 */
final class RunnerClassPath {
  private static final Pattern JAR = Pattern.compile("(.+?)(-\\d.*)?\\.jar");
  private static final Set<String> OWN = Set.of("mapreduce-api", "protocol", "chunk-runner");

  private RunnerClassPath() {}

  static List<Path> of(List<Order.Jar> jobJars, List<Path> runnerJars) {
    Set<String> brought = brought(jobJars);
    List<Path> own = new ArrayList<>();
    List<Path> gaps = new ArrayList<>();
    for (Path jar : runnerJars) {
      String artifact = artifact(jar);
      if (OWN.contains(artifact)) {
        own.add(jar);
      } else if (!brought.contains(artifact)) {
        gaps.add(jar);
      }
    }
    List<Path> classPath = new ArrayList<>(own);
    classPath.addAll(gaps);
    jobJars.forEach(jar -> classPath.add(Path.of(jar.path())));
    return classPath;
  }

  /** Whether the job's jars take the place of one of Foray's. */
  static boolean replacesSome(List<Order.Jar> jobJars, List<Path> runnerJars) {
    Set<String> brought = brought(jobJars);
    return runnerJars.stream()
        .map(RunnerClassPath::artifact)
        .anyMatch(artifact -> !OWN.contains(artifact) && brought.contains(artifact));
  }

  private static Set<String> brought(List<Order.Jar> jobJars) {
    return jobJars.stream().map(jar -> artifact(jar.name())).collect(Collectors.toSet());
  }

  private static String artifact(Path jar) {
    return artifact(String.valueOf(jar.getFileName()));
  }

  /**
   * {@code hibernate-core} of {@code hibernate-core-7.4.13.Final.jar}, and of {@code
   * hibernate-core.jar}.
   */
  private static String artifact(String fileName) {
    Matcher matcher = JAR.matcher(fileName);
    return matcher.matches() ? matcher.group(1) : fileName;
  }
}
