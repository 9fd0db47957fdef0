package dev.foray.worker;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.ProtocolVersion;
import dev.foray.protocol.Refused;
import dev.foray.transport.RmiPeer;
import dev.foray.transport.Transport;
import dev.foray.worker.code.HttpsJarSource;
import dev.foray.worker.code.JarCache;
import dev.foray.worker.code.JarSource;
import dev.foray.worker.code.MasterPlace;
import dev.foray.worker.logs.HttpsLogTaker;
import dev.foray.worker.process.AttemptLogs;
import dev.foray.worker.process.ForkedRunners;
import dev.foray.worker.process.WorkDirectories;
import dev.foray.worker.report.Machine;
import dev.foray.worker.report.OwnIdentity;
import dev.foray.worker.report.RemoteMasterDesk;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The worker's process: reads its command line, runs the {@link Worker}, ends with its code. */
@Command(
    name = "worker",
    description = "The daemon of a node. The Master's fleet starts it; nobody has to by hand.",
    mixinStandardHelpOptions = true,
    versionProvider = WorkerMain.class,
    usageHelpAutoWidth = true)
public final class WorkerMain implements Callable<Integer>, CommandLine.IVersionProvider {
  private static final long MOST_CODE_BYTES = 4L << 30;

  /** How long a signal waits for the end in order; less than what follows by SIGKILL. */
  private static final Duration SIGNAL = Duration.ofSeconds(9);

  @Mixin private final WorkerCommand command = new WorkerCommand();
  private final BootSteps steps = new BootSteps(System::nanoTime);

  public static void main(String[] arguments) {
    Transport.install();
    System.exit(new CommandLine(new WorkerMain()).execute(arguments));
  }

  @Override
  public Integer call() {
    steps.done("the worker runs");
    try {
      WorkerOptions options = command.options();
      steps.read(command.bootSteps());
      Joining.Joined joined = Joining.by(System.in);
      steps.done("the worker has its certificate");
      WorkerOptions named = options.of(joined.self().party().id());
      long memory = new Machine().memoryBytes() / command.sharers();
      return run(worker(named, memory, joined, steps)).exitCode().number();
    } catch (WorkerCommand.WrongUse | Refused | IOException e) {
      System.err.println(e.getMessage());
      return ExitCode.WRONG_USE.number();
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {"Foray worker, protocol version " + ProtocolVersion.CURRENT};
  }

  private static Worker worker(
      WorkerOptions options, long memoryBytes, Joining.Joined joined, BootSteps steps)
      throws IOException {
    AttemptLogs logs = new AttemptLogs(options.directory().resolve("logs"));
    OwnIdentity own = new OwnIdentity(joined.self(), InstantSource.system());
    MasterPlace place = new MasterPlace(joined.https());
    JarSource master = new HttpsJarSource(place, () -> own.get().context());
    ForkedRunners runners =
        new ForkedRunners(
            options.java(),
            options.runnerJars(),
            new JarCache(options.directory().resolve("code"), MOST_CODE_BYTES, master),
            logs,
            new WorkDirectories(options.directory().resolve("work")),
            options.directory().resolve("archives"),
            memoryBytes);
    return new Worker(
        options,
        own,
        runners,
        logs,
        new HttpsLogTaker(place, () -> own.get().context()),
        new RemoteMasterDesk(new RmiPeer(own), options.master()),
        place,
        steps);
  }

  private Ending run(Worker worker) {
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> terminate(worker, ended), "signal"));
    if (command.stopsWithMaster()) {
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
}
