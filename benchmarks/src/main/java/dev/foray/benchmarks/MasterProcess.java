package dev.foray.benchmarks;

import dev.foray.protocol.Endpoint;
import dev.foray.transport.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A Master as people start it, by {@code bin/master}, with what it says of its heap. Ended in order
 * when closed, its workers with it.
 */
final class MasterProcess implements AutoCloseable {
  private static final long LONGEST_SECONDS = 300;
  private static final Pattern COLLECTION = Pattern.compile("Pause (Young|Full).*->(\\d+)M\\(");

  private final Path script;
  private final Path dataDirectory;
  private final Process process;

  private MasterProcess(Path script, Path dataDirectory, Process process) {
    this.script = script;
    this.dataDirectory = dataDirectory;
    this.process = process;
    // A benchmark that is ended in the middle leaves no Master behind.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "last-master"));
  }

  /** One that logs its collections, and so do the JVMs that descend from it. */
  static MasterProcess start(Path script, Path dataDirectory, List<String> options)
      throws IOException, InterruptedException {
    String log = "-Xlog:gc:file=" + dataDirectory.resolve("gc-%p.log");
    return start(script, dataDirectory, options, Map.of("JDK_JAVA_OPTIONS", log));
  }

  /** One as it is without anybody who watches it. */
  static MasterProcess startUnwatched(Path script, Path dataDirectory, List<String> options)
      throws IOException, InterruptedException {
    return start(script, dataDirectory, options, Map.of());
  }

  private static MasterProcess start(
      Path script, Path dataDirectory, List<String> options, Map<String, String> environment)
      throws IOException, InterruptedException {
    Files.deleteIfExists(dataDirectory.resolve("master.address"));
    List<String> arguments = new ArrayList<>(List.of("start", "--port", "0"));
    arguments.addAll(options);
    ProcessBuilder builder = command(script, dataDirectory, arguments);
    builder.environment().putAll(environment);
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(dataDirectory.resolve("log").toFile()))
            .start();
    MasterProcess master = new MasterProcess(script, dataDirectory, process);
    for (long waited = 0; !Files.exists(dataDirectory.resolve("master.address")); waited++) {
      if (!process.isAlive() || waited == LONGEST_SECONDS * 10) {
        master.close();
        throw new IllegalStateException(
            "the Master did not start: " + Files.readString(dataDirectory.resolve("log")));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return master;
  }

  private static ProcessBuilder command(Path script, Path dataDirectory, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("FORAY_"));
    builder.environment().put("FORAY_HOME", dataDirectory.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }

  /** Runs a command of the CLI to its end, which must be a good one; what it printed. */
  String run(List<String> arguments) throws IOException, InterruptedException {
    return run(arguments, LONGEST_SECONDS);
  }

  String run(List<String> arguments, long longestSeconds) throws IOException, InterruptedException {
    Path output = dataDirectory.resolve("answer");
    Process command =
        command(script, dataDirectory, arguments)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!command.waitFor(longestSeconds, TimeUnit.SECONDS) || command.exitValue() != 0) {
      command.destroyForcibly();
      throw new IllegalStateException(arguments + " failed: " + Files.readString(output));
    }
    return Files.readString(output);
  }

  Endpoint address() throws IOException {
    return endpoint(Files.readAllLines(dataDirectory.resolve("master.address")).get(0));
  }

  /** Where it takes releases. */
  Endpoint https() throws IOException {
    String line = Files.readAllLines(dataDirectory.resolve("master.address")).get(1);
    return endpoint(line.substring("https ".length()));
  }

  private static Endpoint endpoint(String text) {
    int colon = text.lastIndexOf(':');
    return new Endpoint(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  /** As whom this host commands the Master. */
  Identity identity() throws IOException {
    return Identity.read(dataDirectory.resolve("admin.pem"));
  }

  /** That it has spent so far. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** The processes that it runs now. */
  List<ProcessHandle> children() {
    return process.children().toList();
  }

  /** Makes the Master collect all garbage, so that its log says what is live. */
  void collect() throws IOException, InterruptedException {
    new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
            Long.toString(process.pid()),
            "GC.run")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
  }

  /** The most that was left after a collection, in megabytes. */
  long peakMegabytes(boolean fullOnly) throws IOException {
    Path collections = dataDirectory.resolve("gc-" + process.pid() + ".log");
    return COLLECTION
        .matcher(Files.readString(collections))
        .results()
        .filter(found -> !fullOnly || found.group(1).equals("Full"))
        .mapToLong(found -> Long.parseLong(found.group(2)))
        .max()
        .orElse(0);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
