package dev.foray.worker;

import dev.foray.protocol.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The worker's command line, and what is wrong with it in one sentence. */
final class WorkerCommand {
  static final int MASTER_PORT = 1099;

  @Option(
      names = "--master",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Where to register.")
  private String master = "";

  @Option(
      names = "--node",
      paramLabel = "ID",
      description = "The node's id, for whoever looks at this process; the Master says it, too.")
  private String node = "";

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "Attempts at once; without it, one for each core.")
  private int slots = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--data-dir",
      required = true,
      paramLabel = "DIR",
      description = "Where this worker keeps logs and working directories.")
  private Path directory = Path.of("");

  @Option(
      names = "--runner-lib",
      required = true,
      paramLabel = "DIR",
      description = "Where Foray's jars for chunk-runners lie.")
  private Path runnerLib = Path.of("");

  @Option(
      names = "--java",
      paramLabel = "FILE",
      description = "The java of chunk-runners; without it, this worker's own.")
  private Path java = Path.of(System.getProperty("java.home"), "bin", "java");

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "The one address to listen on; without it, ${DEFAULT-VALUE}.")
  private InetAddress bind = InetAddress.getLoopbackAddress();

  @Option(
      names = "--advertise",
      paramLabel = "HOST",
      description = "What the Master dials; without it, the address of --bind.")
  private @Nullable String advertise;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port to listen on; without it, any that is free.")
  private int port;

  @Option(
      names = "--sharers",
      paramLabel = "N",
      description = "Workers that share this machine's memory; without it, this one has it alone.")
  private int sharers = 1;

  @Option(
      names = "--masterless-limit",
      paramLabel = "DURATION",
      defaultValue = "10m",
      converter = DurationOption.class,
      description =
          "How long to go on with neither a Master nor anything to do, such as 90s or 10m; without"
              + " it, ${DEFAULT-VALUE}.")
  private Duration masterlessLimit = Duration.ofMinutes(10);

  @Option(
      names = "--alive-file",
      paramLabel = "FILE",
      description = "A file whose time is set again and again for as long as this worker lives.")
  private @Nullable Path lifeSign;

  @Option(
      names = "--boot-steps",
      paramLabel = "FILE",
      description = "What the machine did before, a line each with the seconds since its start.")
  private @Nullable Path bootSteps;

  @Option(
      names = "--metadata",
      paramLabel = "URL",
      description = "The machine's metadata service, which says when a spot instance is to go.")
  private @Nullable URI metadata;

  @Option(
      names = "--stop-with-master",
      description = "End at once when standard input ends, as it does when its parent is gone.")
  private boolean stopWithMaster;

  /** The command line can't be used; the message is one sentence. */
  static final class WrongUse extends Exception {
    private static final long serialVersionUID = 1L;

    private WrongUse(String sentence) {
      super(sentence);
    }
  }

  boolean stopsWithMaster() {
    return stopWithMaster;
  }

  /** Workers that share the memory of this machine. */
  int sharers() {
    return Math.max(1, sharers);
  }

  @Nullable Path bootSteps() {
    return bootSteps;
  }

  /** Makes the worker's directory where it is missing. */
  WorkerOptions options() throws WrongUse {
    if (slots < 1) {
      throw new WrongUse("--slots " + slots + ": at least 1");
    }
    if (!Files.isExecutable(java)) {
      throw new WrongUse("--java " + java + " is no program that can be started");
    }
    return new WorkerOptions(
        masterEndpoint(),
        node,
        slots,
        ownDirectory(),
        runnerJars(),
        java.toAbsolutePath(),
        bind,
        advertise == null ? bind.getHostAddress() : advertise,
        port,
        masterlessLimit,
        lifeSign,
        metadata);
  }

  private Endpoint masterEndpoint() throws WrongUse {
    try {
      return Endpoint.parse(master, MASTER_PORT);
    } catch (IllegalArgumentException e) {
      throw new WrongUse("--master " + e.getMessage());
    }
  }

  private Path ownDirectory() throws WrongUse {
    try {
      Path own = Files.createDirectories(directory).toAbsolutePath();
      if (!Files.isWritable(own)) {
        throw new IOException("no right to write");
      }
      return own;
    } catch (IOException e) {
      throw new WrongUse("--data-dir " + directory + " can't be used: " + e.getMessage());
    }
  }

  private List<Path> runnerJars() throws WrongUse {
    try (Stream<Path> files = Files.list(runnerLib)) {
      List<Path> jars =
          files
              .filter(file -> file.toString().endsWith(".jar"))
              .map(Path::toAbsolutePath)
              .sorted()
              .toList();
      if (jars.isEmpty()) {
        throw new WrongUse("--runner-lib " + runnerLib + " has no jar in it");
      }
      return jars;
    } catch (IOException e) {
      throw new WrongUse("--runner-lib " + runnerLib + " can't be read: " + e.getMessage());
    }
  }
}
