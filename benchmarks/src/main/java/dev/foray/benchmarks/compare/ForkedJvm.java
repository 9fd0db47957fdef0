package dev.foray.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program in a JVM that is started for one run: from the start of the process to its end.
 *
 * @param options of the JVM
 * @param log where its output goes; overwritten by the next run
 */
public record ForkedJvm(
    String name,
    String classPath,
    List<String> options,
    String mainClass,
    List<String> arguments,
    Path log)
    implements Contestant {
  private static final long LONGEST_SECONDS = 3_600;

  @Override
  public Took run() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, mainClass));
    command.addAll(arguments);
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException(name + " failed: " + Files.readString(log));
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new Took(seconds, seconds);
  }
}
