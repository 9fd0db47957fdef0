package dev.foray.testkit;

import dev.foray.launch.ClassArchives;
import dev.foray.launch.RunnerLaunch;
import dev.foray.protocol.Order;
import dev.foray.protocol.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The class-data archive by which the processes of a drill start with half of the work. It lies in
 * the build directory of the tests, where the next build finds it and a clean one does not; where
 * the tests were not built into one, there is none. The first drill makes it, the others that run
 * at the same time wait for that. Thread-safe.
 */
final class DrillArchive {
  private static final Set<String> BUILD_DIRECTORIES = Set.of("target", "build");
  private static final String PLACE = "foray-archives";

  /** The runners of a drill report to no Master. */
  private static final Secret NOBODY = new Secret("");

  private static final Object ONE_TRAINING = new Object();

  /** Nothing in a training run is worth compiling well. */
  private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1");

  private static final int MEGABYTES = 256;

  private DrillArchive() {}

  /**
   * @param directories of classes, on the class path behind the launch's jars
   */
  static Optional<String> of(RunnerLaunch launch, List<Path> directories) {
    return directories.stream()
        .flatMap(DrillArchive::itselfAndAbove)
        .filter(path -> BUILD_DIRECTORIES.contains(String.valueOf(path.getFileName())))
        .findFirst()
        .flatMap(build -> of(launch, build.resolve(PLACE)));
  }

  private static Optional<String> of(RunnerLaunch launch, Path place) {
    synchronized (ONE_TRAINING) {
      try (ClassArchives archives = new ClassArchives(launch, place, "jdbc:h2:", () -> NOBODY)) {
        return archives.make(
            new Order.Code(
                "drill", List.of(), List.of(), false, null, List.of(), MEGABYTES, OPTIONS));
      }
    }
  }

  private static Stream<Path> itselfAndAbove(Path path) {
    return Stream.iterate(path, each -> each != null, Path::getParent);
  }
}
