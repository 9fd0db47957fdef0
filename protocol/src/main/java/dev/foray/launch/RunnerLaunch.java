package dev.foray.launch;

import dev.foray.protocol.Order;
import java.nio.file.Path;
import java.util.List;

/**
 * How to start a chunk-runner on this host.
 *
 * @param java the {@code java} executable
 * @param runnerJars Foray's own jars for the runner's class path, behind the job's
 * @param workDirectory where the process starts; it must exist
 */
public record RunnerLaunch(Path java, List<Path> runnerJars, Path workDirectory) {

  /** The command line for an order: no secret is on it. */
  public List<String> command(Order order) {
    throw new AssertionError("to be written");
  }
}
