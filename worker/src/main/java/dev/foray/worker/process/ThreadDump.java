package dev.foray.worker.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What the threads of another JVM do, by {@code jcmd} from the same JDK: it talks through a file of
 * this user's, no port is opened, and the attempt's log stays as it is.
 */
final class ThreadDump {
  private static final int MOST_BYTES = 1 << 20;

  private final Path jcmd;

  ThreadDump(Path java) {
    this.jcmd = java.resolveSibling("jcmd");
  }

  /** The dump, or one sentence that says why there is none. */
  String of(long pid, Duration longest) {
    if (!Files.isExecutable(jcmd)) {
      return "No thread dump: there is no " + jcmd + "; run workers on a JDK.";
    }
    try {
      Path output = Files.createTempFile("foray-stacks", ".txt");
      try {
        return dump(pid, longest, output);
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      return "No thread dump: " + e.getMessage();
    }
  }

  /** Into a file, so that neither side waits for the other. */
  private String dump(long pid, Duration longest, Path output) throws IOException {
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), "Thread.print", "-l")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        return "No thread dump: process "
            + pid
            + " did not answer within "
            + longest.toSeconds()
            + " s.";
      }
      try (InputStream text = Files.newInputStream(output)) {
        return new String(text.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "No thread dump: this worker is ending.";
    } finally {
      process.destroyForcibly();
    }
  }
}
