package dev.foray.maven.door;

import dev.foray.shipping.Shipped;
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

  /** The words that submit a job of a release that has just been shipped. */
  public static List<String> submit(
      String jobClass, Shipped shipped, boolean wait, MasterDoor door) {
    List<String> words = new ArrayList<>(List.of("submit", "--release", shipped.release()));
    words.add(wait ? "--wait" : "--detach");
    words.addAll(List.of("--data-dir", door.home().toString()));
    words.addAll(List.of("--master", door.rmi().toString(), "--", jobClass));
    return words;
  }

  /** Runs it to its end, and gives its exit code. */
  public int run(List<String> words) throws MojoExecutionException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m", "-cp"));
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(MAIN);
    command.addAll(words);
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      return ended(process);
    } catch (IOException e) {
      throw new MojoExecutionException(
          "a process for \"master " + words.get(0) + "\" failed: " + e);
    }
  }

  private static int ended(Process process) throws MojoExecutionException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("interrupted while the job was followed");
    } finally {
      process.destroy();
    }
  }
}
