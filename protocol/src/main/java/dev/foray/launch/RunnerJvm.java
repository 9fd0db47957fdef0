package dev.foray.launch;

import dev.foray.protocol.Order;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of every runner's JVM: a quick start, a small footprint, a clear end. */
public final class RunnerJvm {
  /** How the name of an archive of JDK 25 and later ends. */
  static final String AOT = ".aot";

  /** How the name of an archive of an earlier JDK ends. */
  static final String CDS = ".jsa";

  /** What each gets, whatever its order says. */
  public static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          // A runner lives for seconds: compiling at the JVM's usual thresholds took half of its
          // CPU. What loops is compiled as soon as ever.
          "-XX:Tier3InvocationThreshold=1000",
          "-XX:Tier3MinInvocationThreshold=500",
          "-XX:Tier3CompileThreshold=10000",
          "-XX:-UsePerfData",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-CreateCoredumpOnCrash",
          "-Xlog:disable",
          "-Xlog:all=error:stderr",
          "-Djava.awt.headless=true",
          "-Dsun.stdout.encoding=UTF-8",
          "-Dsun.stderr.encoding=UTF-8",
          "-Dstdout.encoding=UTF-8",
          "-Dstderr.encoding=UTF-8");

  /** Optimizes what is called very often. */
  private static final List<String> LASTING =
      List.of(
          "-XX:Tier4InvocationThreshold=100000",
          "-XX:Tier4MinInvocationThreshold=20000",
          "-XX:Tier4CompileThreshold=400000");

  /**
   * Compiles once, quickly: neither the optimizing compiler nor the counting that it needs would
   * have paid before the end. Saves a third of the CPU of a chunk of 50,000 light rows.
   */
  private static final List<String> BRIEF = List.of("-XX:TieredStopAtLevel=1");

  private RunnerJvm() {}

  /** The options of the compiler, by what the JVM is for. */
  public static List<String> compiler(Order.Jvm jvm) {
    return jvm.brief() ? BRIEF : LASTING;
  }

  /** The options that use a class-data archive: none where it is not there (yet). */
  static List<String> archive(@Nullable String archive) {
    if (archive == null || !Files.isReadable(Path.of(archive))) {
      return List.of();
    }
    return List.of((isAot(archive) ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive);
  }

  /** The options that leave an archive at the path when the JVM ends. */
  static List<String> newArchive(Path archive) {
    return List.of(
        (isAot(archive.toString()) ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=")
            + archive);
  }

  private static boolean isAot(String archive) {
    return archive.endsWith(AOT);
  }
}
