package dev.foray.worker;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.ProtocolVersion;
import dev.foray.transport.Transport;
import dev.foray.worker.process.AttemptLogs;
import dev.foray.worker.process.CodeCache;
import dev.foray.worker.process.ForkedRunners;
import dev.foray.worker.process.WorkDirectories;
import dev.foray.worker.report.RemoteMasterDesk;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The worker's process: reads its options, runs the {@link Worker}, ends with its exit code. */
@Command(
    name = "worker",
    description = "The daemon of a node. The Master's fleet starts it; nobody has to by hand.",
    mixinStandardHelpOptions = true,
    versionProvider = WorkerMain.class,
    usageHelpAutoWidth = true)
public final class WorkerMain implements Callable<Integer>, CommandLine.IVersionProvider {
  /** How long a signal waits for the end in order; less than what follows by SIGKILL. */
  private static final Duration SIGNAL = Duration.ofSeconds(9);

  @Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Option(
      names = "--master",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Where to register.")
  private String master = "";

  @Option(
      names = "--node",
      required = true,
      paramLabel = "ID",
      description = "The node's id, as the Master knows it.")
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
      names = "--masterless-limit",
      paramLabel = "DURATION",
      defaultValue = "10m",
      converter = DurationOption.class,
      description =
          "How long to go on with neither a Master nor anything to do, such as 90s or 10m; without"
              + " it, ${DEFAULT-VALUE}.")
  private Duration masterlessLimit = Duration.ofMinutes(10);

  @Option(
      names = "--stop-with-master",
      description = "End at once when standard input ends, as it does when its parent is gone.")
  private boolean stopWithMaster;

  public static void main(String[] arguments) {
    Transport.install();
    System.exit(new CommandLine(new WorkerMain()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    WorkerOptions options = options();
    AttemptLogs logs = new AttemptLogs(options.directory().resolve("logs"));
    WorkDirectories directories = new WorkDirectories(options.directory().resolve("work"));
    ForkedRunners runners =
        new ForkedRunners(options.java(), options.runnerJars(), new CodeCache(), logs, directories);
    Worker worker;
    try {
      worker = new Worker(options, runners, logs, new RemoteMasterDesk(options.master()));
    } catch (IOException e) {
      throw wrongUse(String.valueOf(e.getMessage()));
    }
    return run(worker).exitCode().number();
  }

  @Override
  public String[] getVersion() {
    return new String[] {"Foray worker, protocol version " + ProtocolVersion.CURRENT};
  }

  private Ending run(Worker worker) {
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> terminate(worker, ended), "signal"));
    if (stopWithMaster) {
      Thread input = new Thread(() -> endWithInput(worker, System.in), "standard-input");
      input.setDaemon(true);
      input.start();
    }
    try {
      return worker.runUntilEnd();
    } finally {
      ended.countDown();
    }
  }

  /** Also runs at every other end, when there is nothing left to do. */
  private static void terminate(Worker worker, CountDownLatch ended) {
    worker.end(Ending.TERMINATED);
    try {
      if (!ended.await(SIGNAL.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println("The worker did not end in order within " + SIGNAL.toSeconds() + " s.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void endWithInput(Worker worker, InputStream input) {
    try {
      while (input.read() >= 0) {}
    } catch (IOException e) {
      // An input that can't be read is as gone as one that has ended.
    }
    worker.end(Ending.MASTER_GONE);
  }

  private WorkerOptions options() {
    if (slots < 1) {
      throw wrongUse("--slots " + slots + ": at least 1");
    }
    if (!Files.isExecutable(java)) {
      throw wrongUse("--java " + java + " is no program that can be started");
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
        masterlessLimit);
  }

  private Endpoint masterEndpoint() {
    try {
      return Endpoint.parse(master, 1099);
    } catch (IllegalArgumentException e) {
      throw wrongUse("--master " + e.getMessage());
    }
  }

  private Path ownDirectory() {
    try {
      Path own = Files.createDirectories(directory).toAbsolutePath();
      if (!Files.isWritable(own)) {
        throw new IOException("no right to write");
      }
      return own;
    } catch (IOException e) {
      throw wrongUse("--data-dir " + directory + " can't be used: " + e.getMessage());
    }
  }

  private List<Path> runnerJars() {
    try (Stream<Path> files = Files.list(runnerLib)) {
      List<Path> jars =
          files
              .filter(file -> file.toString().endsWith(".jar"))
              .map(Path::toAbsolutePath)
              .sorted()
              .toList();
      if (jars.isEmpty()) {
        throw wrongUse("--runner-lib " + runnerLib + " has no jar in it");
      }
      return jars;
    } catch (IOException e) {
      throw wrongUse("--runner-lib " + runnerLib + " can't be read: " + e.getMessage());
    }
  }

  private ParameterException wrongUse(String sentence) {
    if (spec == null) {
      throw new IllegalStateException(sentence);
    }
    return new ParameterException(spec.commandLine(), sentence);
  }
}
