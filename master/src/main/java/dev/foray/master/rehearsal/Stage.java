package dev.foray.master.rehearsal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Runs the processes of one rehearsal, each at low priority, with a data directory of their own and
 * none of this Master's settings. Their standard input closes when this process dies; {@link
 * #close} kills what is left of them. Thread-safe.
 */
final class Stage implements AutoCloseable {
  private static final Path NICE = Path.of("/usr/bin/nice");
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Path dataDirectory;
  private final Path output;
  private final Set<Process> running = new LinkedHashSet<>();
  private boolean closed;

  Stage(Path dataDirectory, Path output) {
    this.dataDirectory = dataDirectory;
    this.output = output;
  }

  /**
   * @param classList where {@code bin/master} has the JVM write which classes it loads; no other
   *     command looks at it
   */
  synchronized Process start(Path classList, List<String> command) throws IOException {
    if (closed) {
      throw new IOException("this Master is stopping");
    }
    List<String> whole = new ArrayList<>();
    if (Files.isExecutable(NICE)) {
      whole.addAll(List.of(NICE.toString(), "-n", "10"));
    }
    whole.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(whole);
    builder.directory(dataDirectory.toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("FORAY_"));
    // Such as a debugger's port, which can be had once.
    builder.environment().keySet().removeAll(Set.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
    builder.environment().put("FORAY_HOME", dataDirectory.toString());
    builder.environment().put("FORAY_CLASS_LIST", classList.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    running.add(process);
    return process;
  }

  /** Waits for its end. */
  int end(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
      throw new IOException("a process did not end within " + LONGEST.toSeconds() + " s");
    }
    return process.exitValue();
  }

  int run(Path classList, List<String> command) throws IOException, InterruptedException {
    return end(start(classList, command));
  }

  /** The same, for one that reads this from its standard input. */
  int run(Path classList, List<String> command, String input)
      throws IOException, InterruptedException {
    Process process = start(classList, command);
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    return end(process);
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (Process process : running) {
      List<ProcessHandle> descendants = process.descendants().toList();
      process.destroyForcibly();
      descendants.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
