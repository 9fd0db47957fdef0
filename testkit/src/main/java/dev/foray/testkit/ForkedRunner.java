package dev.foray.testkit;

import dev.foray.launch.CommandPipe;
import dev.foray.launch.RunnerLaunch;
import dev.foray.protocol.Order;
import dev.foray.protocol.RunnerCommand;
import dev.foray.runner.core.AttemptReports.Milestone;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A chunk-runner in a process of its own. */
final class ForkedRunner {
  private static final long MOST_MINUTES = 5;
  private static final int KILLED = 137;
  private static final int MOST_CHARACTERS = 2_000;

  private ForkedRunner() {}

  /**
   * Runs the order to its end.
   *
   * @param point where it is killed; null: nowhere
   * @return how it failed otherwise; empty: it was killed, or has committed
   */
  static Optional<String> run(RunnerLaunch launch, Order order, @Nullable Milestone point) {
    try {
      Path directory = Files.createTempDirectory("foray-drill");
      Path output = directory.resolve("output.log");
      try {
        if (point != null) {
          Files.writeString(directory.resolve(order.attempt().step() + "-" + point), "halt");
        }
        int code = end(start(launch, order, directory, output));
        return code == 0 || code == KILLED
            ? Optional.empty()
            : Optional.of(
                "the process of " + order.attempt() + " ended with " + code + ": " + tail(output));
      } finally {
        delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the process of " + order.attempt() + " can't be started", e);
    }
  }

  private static Process start(RunnerLaunch launch, Order order, Path drill, Path output)
      throws IOException {
    List<String> command = launch.command(order);
    command.add(1, "-Dforay.drill=" + drill);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    OutputStream orders = process.getOutputStream();
    CommandPipe.write(new RunnerCommand.Run(order, RunnerCommand.Marks.NONE, true), orders);
    return process;
  }

  private static int end(Process process) {
    try {
      if (process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
        return process.exitValue();
      }
      throw new IllegalStateException(
          "the process did not end within " + MOST_MINUTES + " minutes");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a process runs", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  private static String tail(Path output) throws IOException {
    String text = Files.readString(output).strip();
    return text.substring(Math.max(0, text.length() - MOST_CHARACTERS));
  }
}
