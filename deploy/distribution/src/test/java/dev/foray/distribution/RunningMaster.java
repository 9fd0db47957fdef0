package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A Master started by {@code bin/master start} on a free port, with what descends from it; all gone
 * when closed, and nothing left in the directory for temporary files, which is their own.
 */
final class RunningMaster implements AutoCloseable {
  private static final String TEMPORARY = "tmp";
  private static final String ADDRESS = "master.address";

  private final Path dataDirectory;
  private final Process process;

  private RunningMaster(Path dataDirectory, Process process) {
    this.dataDirectory = dataDirectory;
    this.process = process;
  }

  /** On any free ports, if the options name none. */
  static RunningMaster start(Path dataDirectory, String... options) throws IOException {
    RunningMaster master = begin(dataDirectory, List.of(), options);
    master.awaitReady();
    return master;
  }

  /** On that database of a PostgreSQL of the tests. */
  static RunningMaster startOn(String url, Path dataDirectory, String... options)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("--database-url", url, "--database-user", "postgres"));
    return start(dataDirectory, all.toArray(String[]::new));
  }

  /**
   * On the ports that it has without options.
   *
   * @param place changes how the command is run
   */
  static RunningMaster startSomewhere(
      Path dataDirectory, UnaryOperator<ProcessBuilder> place, String... options)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("start"));
    arguments.addAll(List.of(options));
    ProcessBuilder command = Distribution.command(dataDirectory, arguments.toArray(String[]::new));
    RunningMaster master = begin(dataDirectory, List.of(), place.apply(command));
    master.awaitReady();
    return master;
  }

  /**
   * The same, but does not wait until it is there.
   *
   * @param javaOptions for its JVM, and for those that descend from it
   */
  static RunningMaster begin(Path dataDirectory, List<String> javaOptions, String... options)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("start"));
    if (!List.of(options).contains("--port")) {
      arguments.addAll(List.of("--port", "0"));
    }
    arguments.addAll(List.of("--https-port", "0"));
    arguments.addAll(List.of(options));
    return begin(
        dataDirectory,
        javaOptions,
        Distribution.command(dataDirectory, arguments.toArray(String[]::new)));
  }

  private static RunningMaster begin(
      Path dataDirectory, List<String> javaOptions, ProcessBuilder command) throws IOException {
    Files.deleteIfExists(dataDirectory.resolve(ADDRESS)); // One that was killed has left it.
    Path temporary = Files.createDirectories(dataDirectory.resolve(TEMPORARY));
    List<String> java = new ArrayList<>(javaOptions);
    java.add("-Djava.io.tmpdir=" + temporary);
    java.add("-XX:TieredStopAtLevel=1"); // None lives long enough to be worth more.
    command.environment().put("JDK_JAVA_OPTIONS", String.join(" ", java));
    Process process =
        command
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(dataDirectory.resolve("test-master.log").toFile()))
            .start();
    return new RunningMaster(dataDirectory, process);
  }

  void awaitReady() throws IOException {
    await("the Master's address")
        .atMost(Duration.ofMinutes(5))
        .until(() -> Files.exists(dataDirectory.resolve(ADDRESS)) || !process.isAlive());
    if (!process.isAlive()) {
      throw new AssertionError("the Master ended: " + log());
    }
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Waits for its end by itself. */
  int awaitExit() throws IOException, InterruptedException {
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      throw new AssertionError("the Master did not end within five minutes: " + log());
    }
    return process.exitValue();
  }

  long pid() {
    return process.pid();
  }

  String log() throws IOException {
    return Files.readString(dataDirectory.resolve("test-master.log"));
  }

  Distribution.Ended run(String... arguments) {
    return Distribution.typed(dataDirectory, arguments);
  }

  Process begin(Path output, String... arguments) throws IOException {
    return Distribution.command(dataDirectory, arguments)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  /** The chunk-runners that are alive now, below this Master. */
  List<ProcessHandle> runners() {
    try (Stream<ProcessHandle> all = process.toHandle().descendants()) {
      return all.filter(one -> isRunner(commandLine(one))).toList();
    }
  }

  static boolean isRunner(String commandLine) {
    return commandLine.contains(" dev.foray.runner.boot.RunnerMain");
  }

  /** Not the one that only rehearses its start. */
  static boolean isWorker(String commandLine) {
    return commandLine.contains(" dev.foray.worker.WorkerMain")
        && !commandLine.contains(" --node node-0 ");
  }

  /** The whole command line as the operating system shows it to anybody. */
  static String commandLine(ProcessHandle handle) {
    try {
      return Files.readString(Path.of("/proc/" + handle.pid() + "/cmdline")).replace('\0', ' ');
    } catch (IOException e) {
      return "";
    }
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(1, TimeUnit.MINUTES);
  }

  /** Stops it in order, as SIGTERM does, and sees that nothing is left. */
  @Override
  public void close() throws InterruptedException, IOException {
    List<ProcessHandle> family = process.toHandle().descendants().toList();
    process.destroy();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("the Master did not end within a minute of SIGTERM");
    }
    await("the end of the Master's workers and runners")
        .atMost(Duration.ofMinutes(1))
        .until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
    try (Stream<Path> left = Files.list(dataDirectory.resolve(TEMPORARY))) {
      assertThat(left).isEmpty();
    }
  }
}
