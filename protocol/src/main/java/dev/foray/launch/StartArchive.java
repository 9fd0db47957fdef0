package dev.foray.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The class-data archive of one of the processes of a distribution, and what it was made of, in a
 * text beside it. {@code bin/master} looks for it by its place: {@code archives/JAVA
 * VERSION/HOME/NAME.jsa} in the data directory. The JVM takes no archive that does not fit its
 * class path, and goes on without.
 *
 * @param directory of this Java and this distribution
 * @param name the process's: cli, master, worker
 * @param lib the directory of its jars
 */
public record StartArchive(Path directory, String name, Path lib) {

  /** What makes a JVM compile later than by default: a start compiles much that it runs once. */
  public static final List<String> COMPILE_LATE =
      List.of(
          "-XX:Tier3InvocationThreshold=1000",
          "-XX:Tier3MinInvocationThreshold=500",
          "-XX:Tier3CompileThreshold=10000");

  /** The JVM's options: none where the archive is not there. It says nothing of one that is bad. */
  public static List<String> options(@Nullable Path archive) {
    return archive == null || !Files.isReadable(archive)
        ? List.of()
        : List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:all=off");
  }

  /** Where it lies, or will. */
  public Path file() {
    return directory.resolve(name + RunnerJvm.CDS);
  }

  /** Whether it is there and was made of what is there now. */
  public boolean fits() throws IOException {
    return Files.isReadable(file())
        && Files.exists(description())
        && Files.readString(description()).equals(describe());
  }

  /** Puts it in its place, whole. */
  public void take(Path made) throws IOException {
    Files.createDirectories(directory);
    Files.deleteIfExists(description());
    Files.move(made, file(), StandardCopyOption.ATOMIC_MOVE);
    Files.writeString(description(), describe());
  }

  private Path description() {
    return directory.resolve(name + ".made-of");
  }

  private String describe() throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(System.getProperty("java.home")).append(' ').append(Runtime.version()).append('\n');
    try (Stream<Path> jars = Files.list(lib)) {
      for (Path jar : jars.sorted().toList()) {
        text.append(jar).append(' ').append(Files.size(jar)).append(' ');
        text.append(Files.getLastModifiedTime(jar).toMillis()).append('\n');
      }
    }
    return text.toString();
  }
}
