package dev.foray.distribution;

import dev.foray.cli.TypedHere;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The distribution as it was assembled by this build, used as a person would: by {@code
 * bin/master}.
 */
final class Distribution {
  private static final long MOST_MINUTES = 15;

  private Distribution() {}

  /** What a command printed and ended with. */
  record Ended(int exitCode, String out, String err) {
    @Override
    public String toString() {
      return "exit " + exitCode + "\n--- out\n" + out + "\n--- err\n" + err;
    }
  }

  static Path home() {
    return Path.of("target", "foray-" + System.getProperty("foray.version")).toAbsolutePath();
  }

  static Path examples() {
    try (Stream<Path> files = Files.list(home().resolve("examples"))) {
      return files
          .filter(file -> file.toString().endsWith(".jar") && !file.toString().contains("sources"))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With which all these tests run with JVMs that are reused. */
  private static final String CHUNKS_PER_JVM = "FORAY_CHUNKS_PER_JVM";

  /** Whether no chunk has a JVM of its own. */
  static boolean reusesJvms() {
    return System.getenv(CHUNKS_PER_JVM) != null;
  }

  /**
   * A command under way. The archives by which runners start faster are the same for all these
   * tests, so that they are made once.
   */
  static ProcessBuilder command(Path dataDirectory, String... arguments) {
    shareArchives(dataDirectory);
    List<String> command = new ArrayList<>(List.of(home().resolve("bin/master").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment
        .keySet()
        .removeIf(name -> name.startsWith("FORAY_") && !name.equals(CHUNKS_PER_JVM));
    environment.put("FORAY_HOME", dataDirectory.toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }

  private static void shareArchives(Path dataDirectory) {
    Path archives = dataDirectory.resolve("archives");
    if (!Files.isDirectory(dataDirectory) || Files.exists(archives)) {
      return;
    }
    try {
      Path shared = Files.createDirectories(Path.of("target", "archives").toAbsolutePath());
      Files.createSymbolicLink(archives, shared);
    } catch (FileAlreadyExistsException e) {
      // Another thread's command in the same directory was quicker.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command to its end in this process: for what is not about {@code bin/master} itself. */
  static Ended typed(Path dataDirectory, String... arguments) {
    TypedHere typed = TypedHere.run(dataDirectory, arguments);
    return new Ended(typed.exitCode(), typed.out(), typed.err());
  }

  /** Runs a command to its end. */
  static Ended run(Path dataDirectory, String... arguments)
      throws IOException, InterruptedException {
    return end(command(dataDirectory, arguments));
  }

  static Ended end(ProcessBuilder builder) throws IOException, InterruptedException {
    return end(builder, Path.of("/dev/null"));
  }

  /** Runs a command that reads that file to its end. */
  static Ended end(ProcessBuilder builder, Path input) throws IOException, InterruptedException {
    Path out = Files.createTempFile("foray", ".out");
    Path err = Files.createTempFile("foray", ".err");
    try {
      Process process =
          builder
              .redirectInput(ProcessBuilder.Redirect.from(input.toFile()))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(
            builder.command()
                + " did not end within "
                + MOST_MINUTES
                + " minutes:\n"
                + Files.readString(out)
                + Files.readString(err));
      }
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
