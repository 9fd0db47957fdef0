package dev.foray.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the threads of a chunk-runner do, by {@code jcmd} from the same JDK: it talks through a file
 * of this user's, and no port is opened. Where the runner is on a JRE, which has none, a signal has
 * the JVM write its threads into the attempt's log. Made for each dump.
 */
final class ThreadDump {
  private static final int MOST_BYTES = 1 << 20;
  private static final int SIGQUIT = 3;

  private final ProcessHandle process;
  private final @Nullable Path jcmd;

  /** Of this process, with the {@code jcmd} that lies beside its {@code java}. */
  ThreadDump(ProcessHandle process) {
    this(
        process,
        process.info().command().map(java -> Path.of(java).resolveSibling("jcmd")).orElse(null));
  }

  ThreadDump(ProcessHandle process, @Nullable Path jcmd) {
    this.process = process;
    this.jcmd = jcmd;
  }

  /**
   * The dump, or one sentence that says where it is, or why there is none.
   *
   * @param log where a person reads what the process writes
   */
  String take(String log, Duration longest) {
    try {
      if (jcmd != null && Files.isExecutable(jcmd)) {
        return ask(jcmd, longest);
      }
      if (!catchesSignal()) {
        return "No thread dump: there is no jcmd beside the runner's java, and a signal would end"
            + " it; run workers on a JDK.";
      }
      return signal(log, longest);
    } catch (IOException e) {
      return "No thread dump: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "No thread dump: this process is ending.";
    }
  }

  /** Into a file, so that neither side waits for the other. */
  private String ask(Path jcmd, Duration longest) throws IOException, InterruptedException {
    Path output = Files.createTempFile("foray-stacks", ".txt");
    try {
      Process asking =
          new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "Thread.print", "-l")
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!ends(asking, longest)) {
        return "No thread dump: process "
            + process.pid()
            + " did not answer within "
            + longest.toSeconds()
            + " s.";
      }
      if (asking.exitValue() != 0 && !process.isAlive()) {
        return "No thread dump: process " + process.pid() + " has ended meanwhile.";
      }
      try (InputStream text = Files.newInputStream(output)) {
        return new String(text.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      }
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /** By the shell's own {@code kill}: not every machine has one as a program. */
  private String signal(String log, Duration longest) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("/bin/sh", "-c", "kill -" + SIGQUIT + " " + process.pid())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return ends(kill, longest) && kill.exitValue() == 0
        ? "There is no jcmd beside the runner's java: its threads are written to its log, `master"
            + " logs "
            + log
            + "`."
        : "No thread dump: process " + process.pid() + " could not be signalled.";
  }

  /**
   * A JVM that was told not to, or has only just begun, dies of the signal: the kernel knows. Where
   * it does not say, nothing is risked.
   */
  private boolean catchesSignal() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.isReadable(status)) {
      return false;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigCgt:"))
        .map(line -> line.substring("SigCgt:".length()).strip())
        .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) >> (SIGQUIT - 1) & 1) == 1);
  }

  private static boolean ends(Process process, Duration longest) throws InterruptedException {
    try {
      return process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      process.destroyForcibly();
    }
  }
}
