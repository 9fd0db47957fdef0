package dev.foray.master.notify;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs commands that the Master's settings name: without a shell, as the Master's user, the
 * notification on standard input, nothing kept of what they print. One that takes too long is
 * killed with what it started. Stateless.
 */
final class CommandDelivery {
  private final Duration patience;

  CommandDelivery(Duration patience) {
    this.patience = patience;
  }

  void deliver(Target.Command command, String id, String body)
      throws Undelivered, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command.words())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("FORAY_NOTIFICATION", id);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new Undelivered("the command " + command.name() + " can't be run: " + e.getMessage());
    }
    try {
      hand(process, body);
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Undelivered(
            "the command " + command.name() + " took more than " + patience.toSeconds() + " s");
      }
    } finally {
      kill(process);
    }
    NotifyLog.ran(command.name(), id, process.exitValue());
    if (process.exitValue() != 0) {
      throw new Undelivered("the command " + command.name() + " ended with " + process.exitValue());
    }
  }

  /** A body fits into a pipe, so nothing waits for a command that does not read. */
  private static void hand(Process process, String body) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(body.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It has closed its input: its exit code says whether that was meant.
    }
  }

  private static void kill(Process process) {
    if (process.isAlive()) {
      List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
      all.add(process.toHandle());
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
