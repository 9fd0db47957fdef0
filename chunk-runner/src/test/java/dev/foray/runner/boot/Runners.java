package dev.foray.runner.boot;

import dev.foray.launch.ClassArchives;
import dev.foray.launch.RunnerLaunch;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Order;
import dev.foray.protocol.Secret;
import dev.foray.runner.boot.jobs.Deed;
import dev.foray.transport.TestCluster;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How this module's tests start runners, on the class path of the tests: its jars first, by a
 * class-data archive of them, then its directories.
 */
final class Runners {
  static final TestCluster CLUSTER = new TestCluster();

  /** None lives long enough to be worth more. */
  static final String COMPILED_ONCE = "-XX:TieredStopAtLevel=1";

  private static final List<Path> CLASS_PATH =
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(Path::of)
          .toList();

  /** Null where it could not be made: then runners start without, only slower. */
  private static final @Nullable String ARCHIVE = archive();

  private Runners() {}

  static RunnerLaunch launch(Path workDirectory) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new RunnerLaunch(
        java, CLASS_PATH.stream().filter(Files::isRegularFile).toList(), workDirectory);
  }

  private static @Nullable String archive() {
    Path place = Path.of("target", "archives").toAbsolutePath();
    try (ClassArchives archives =
        new ClassArchives(
            launch(Path.of("").toAbsolutePath()),
            place,
            "jdbc:h2:",
            () -> new Secret(CLUSTER.master().pem()))) {
      return archives.make(code(null, List.of(), List.of())).orElse(null);
    }
  }

  private static Order.Code code(
      @Nullable String archive, List<Order.Jar> jars, List<String> jvmOptions) {
    List<String> options = Stream.concat(Stream.of(COMPILED_ONCE), jvmOptions.stream()).toList();
    return new Order.Code("r", jars, List.of(), false, archive, List.of(), 64, options);
  }

  private static List<Order.Jar> directories() {
    return CLASS_PATH.stream()
        .filter(Files::isDirectory)
        .map(path -> new Order.Jar(path.toString(), "", 0, path.toString()))
        .toList();
  }

  static Order order(String jobClass, Deed deed, Order.Database database, Endpoint master) {
    return order(H2Ledger.CHUNK, jobClass, deed, database, master, List.of());
  }

  static Order order(
      AttemptId attempt,
      String jobClass,
      Deed deed,
      Order.Database database,
      Endpoint master,
      List<String> jvmOptions) {
    return new Order(
        attempt,
        1,
        master,
        CLUSTER.of(attempt),
        new Order.Job(
            jobClass,
            Instant.EPOCH,
            0,
            List.of(new NamedText("does", deed.name())),
            List.of(),
            "UTC",
            "en",
            "UTF-8"),
        code(ARCHIVE, directories(), jvmOptions),
        database,
        new Order.Settings(2, 0, 4, 60_000, 0, 0, 1_000, 100, 100),
        new Order.ChunkSpec(0, 1, null, null, null));
  }
}
