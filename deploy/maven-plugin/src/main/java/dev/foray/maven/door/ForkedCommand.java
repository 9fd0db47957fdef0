package dev.foray.maven.door;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * A command of {@code bin/master} in a process of its own, which ends with Maven's: it makes rules
 * for all RMI and all serialization of its process, where Maven and an IDE may have other plans.
 * Its output is Maven's.
 */
public final class ForkedCommand {
  private static final String MAIN = "dev.foray.cli.CliMain";

  private final Collection<Path> classPath;

  /**
   * @param classPath of the command line client
   */
  public ForkedCommand(Collection<Path> classPath) {
    this.classPath = classPath;
  }

  /**
   * Runs a command on this Master to its end.
   *
   * @param words the command and its options, without the Master's
   * @return its exit code
   */
  public int run(MasterDoor door, List<String> words) throws MojoExecutionException {
    List<String> command = new ArrayList<>(java());
    command.addAll(of(door, words));
    try {
      return ended(new ProcessBuilder(command).inheritIO().start());
    } catch (IOException e) {
      throw new MojoExecutionException(
          "a process for \"master " + words.get(0) + "\" failed: " + e);
    }
  }

  /** The words, and after the first of them which Master is meant. */
  static List<String> of(MasterDoor door, List<String> words) {
    List<String> all = new ArrayList<>(words.subList(0, 1));
    all.addAll(List.of("--data-dir", door.home().toString()));
    all.addAll(List.of("--master", door.rmi().toString()));
    all.addAll(words.subList(1, words.size()));
    return all;
  }

  private List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx128m",
        "-cp",
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
        MAIN);
  }

  private static int ended(Process process) throws MojoExecutionException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("interrupted while a command of the Master's ran");
    } finally {
      process.destroy();
    }
  }
}
