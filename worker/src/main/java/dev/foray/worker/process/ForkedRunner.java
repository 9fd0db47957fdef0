package dev.foray.worker.process;

import dev.foray.launch.MapTrace;
import dev.foray.launch.RunnerProcess;
import dev.foray.protocol.InMap;
import dev.foray.worker.report.WorkerLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntConsumer;

/** A runner that is a process of its own; made by {@link ForkedRunners}. Thread-safe. */
final class ForkedRunner implements Runner {
  private static final int UNKNOWN = -1;

  private final RunnerProcess process;
  private final Path directory;
  private final Runnable afterwards;
  private volatile InMap inMap = InMap.NONE;

  /**
   * @param directory where the process works
   * @param afterwards what to tidy up once the process has ended
   */
  ForkedRunner(RunnerProcess process, Path directory, Runnable afterwards) {
    this.process = process;
    this.directory = directory;
    this.afterwards = afterwards;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public void whenEnded(IntConsumer exit) {
    var unused =
        process
            .exit()
            .exceptionally(failure -> UNKNOWN)
            .whenComplete(
                (code, failure) -> {
                  inMap = trace();
                  afterwards.run();
                  exit.accept(code);
                });
  }

  @Override
  public String logTail(int mostCharacters) {
    try {
      return process.log().tail(mostCharacters);
    } catch (IOException e) {
      WorkerLog.logUnreadable(process.attempt(), e);
      return "";
    }
  }

  @Override
  public InMap inMap() {
    return inMap;
  }

  @Override
  public String stacks(Duration longest) {
    return process.stacks(longest);
  }

  @Override
  public void kill() {
    process.kill();
  }

  private InMap trace() {
    try {
      return MapTrace.read(directory);
    } catch (IOException e) {
      WorkerLog.traceUnreadable(process.attempt(), e);
      return InMap.NONE;
    }
  }
}
