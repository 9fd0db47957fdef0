package dev.foray.testkit;

import dev.foray.launch.RunnerLaunch;
import dev.foray.protocol.Order;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the processes of a drill are started: on the class path of the test, its jars before its
 * directories, as a job's classes follow Foray's libraries in earnest; a JVM can use an archive of
 * jars only, and only where they come first. Made for each drill; immutable.
 *
 * @param code what the orders say of the code that runs
 */
record DrillLaunch(RunnerLaunch runners, Order.Code code) {
  private static final int MEGABYTE = 1 << 20;

  /** On the class path of this process, with as much memory as it may use itself. */
  static DrillLaunch here(Order.Code tested, Collection<Class<?>> entities) {
    Map<Boolean, List<Path>> jarsOrNot =
        classPath().collect(Collectors.partitioningBy(Files::isRegularFile));
    List<Path> jars = List.copyOf(jarsOrNot.get(true));
    List<Path> directories = List.copyOf(jarsOrNot.get(false));
    RunnerLaunch runners =
        new RunnerLaunch(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            jars,
            Path.of("").toAbsolutePath());
    return new DrillLaunch(
        runners,
        new Order.Code(
            tested.release(),
            directories.stream().map(DrillLaunch::asJar).toList(),
            entities.stream().map(Class::getName).toList(),
            tested.bytecodeProvider(),
            DrillArchive.of(runners, directories).orElse(null),
            tested.hibernate(),
            (int) (Runtime.getRuntime().maxMemory() / MEGABYTE),
            tested.jvmOptions()));
  }

  private static Stream<Path> classPath() {
    String text =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.of(text.split(File.pathSeparator)).map(Path::of).map(Path::toAbsolutePath);
  }

  /** By its whole path, which is the name of no library. */
  private static Order.Jar asJar(Path directory) {
    return new Order.Jar(directory.toString(), "", 0, directory.toString());
  }
}
