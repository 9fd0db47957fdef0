package dev.foray.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of every runner's JVM: a quick start, a small footprint, a clear end. */
final class RunnerJvm {
  static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-CreateCoredumpOnCrash",
          "-Xshare:auto",
          "-Xlog:disable",
          "-Xlog:all=error:stderr",
          "-Djava.awt.headless=true",
          "-Dsun.stdout.encoding=UTF-8",
          "-Dsun.stderr.encoding=UTF-8",
          "-Dstdout.encoding=UTF-8",
          "-Dstderr.encoding=UTF-8");

  private RunnerJvm() {}

  /** The options that use a class-data archive: none where it is not there (yet). */
  static List<String> archive(@Nullable String archive) {
    if (archive == null || !Files.isReadable(Path.of(archive))) {
      return List.of();
    }
    return List.of(
        (archive.endsWith(".aot") ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive);
  }
}
