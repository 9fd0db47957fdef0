package dev.foray.cli.reach;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a process writes to its standard error: copied into its log by a thread of its own, which
 * ends with the process; the last lines are kept for whoever asks why it ended. Thread-safe.
 */
final class Complaints {
  private static final int MOST_LINES = 20;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final Thread copier;
  private final Deque<String> lines = new ArrayDeque<>();

  private Complaints(Process process, PrintStream log) {
    copier = new Thread(() -> copy(process, log), "complaints-of-" + process.pid());
    copier.setDaemon(true);
  }

  static Complaints of(Process process, PrintStream log) {
    Complaints complaints = new Complaints(process, log);
    complaints.copier.start();
    return complaints;
  }

  /** All that was said once the process has ended, at most the last lines. */
  String text() throws InterruptedException {
    copier.join(LONGEST_WAIT.toMillis());
    synchronized (lines) {
      return String.join(System.lineSeparator(), lines).strip();
    }
  }

  private void copy(Process process, PrintStream log) {
    try (log;
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        log.println(line);
        keep(line);
      }
    } catch (IOException e) {
      keep("(its standard error can't be read any more: " + e + ")");
    }
  }

  private void keep(String line) {
    synchronized (lines) {
      lines.addLast(line);
      if (lines.size() > MOST_LINES) {
        lines.removeFirst();
      }
    }
  }
}
