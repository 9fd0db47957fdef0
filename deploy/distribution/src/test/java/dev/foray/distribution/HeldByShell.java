package dev.foray.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Something of this machine's that a shell sets up and takes away again when its input ends: when
 * this is closed, and also when the test's JVM is killed.
 */
final class HeldByShell implements AutoCloseable {
  /** What a script says when all is set up; then it waits for its input's end, as cat does. */
  static final String READY = "ready";

  private final String what;
  private final Process shell;

  private HeldByShell(String what, Process shell) {
    this.what = what;
    this.shell = shell;
  }

  /** Ends the test as skipped, with the reason, where it can't be set up. */
  static HeldByShell begin(String what, String script, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    command.addAll(List.of(arguments));
    Process shell = new ProcessBuilder(command).redirectErrorStream(true).start();
    String answer = shell.inputReader(StandardCharsets.UTF_8).readLine();
    Assumptions.assumeTrue(
        READY.equals(answer), what + " needs the right to make one, as root has: " + answer);
    return new HeldByShell(what, shell);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    shell.getOutputStream().close();
    if (!shell.waitFor(1, TimeUnit.MINUTES) || shell.exitValue() != 0) {
      throw new IOException(what + " can't be taken away");
    }
  }
}
