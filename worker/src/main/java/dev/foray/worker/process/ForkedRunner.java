package dev.foray.worker.process;

import dev.foray.launch.MapTrace;
import dev.foray.launch.RunnerExit;
import dev.foray.launch.RunnerTurn;
import dev.foray.protocol.InMap;
import dev.foray.worker.report.WorkerLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/** An attempt that has its turn in a {@link Jvm}, which makes it. Thread-safe. */
final class ForkedRunner implements Runner {
  private static final int UNKNOWN = -1;

  private final RunnerTurn turn;
  private final Path directory;
  private final CompletableFuture<Integer> ended;
  private volatile InMap inMap = InMap.NONE;

  /**
   * @param directory where the process works
   * @param afterwards told of the exit code before anybody else
   */
  ForkedRunner(RunnerTurn turn, Path directory, IntConsumer afterwards) {
    this.turn = turn;
    this.directory = directory;
    this.ended =
        turn.end()
            .exceptionally(failure -> UNKNOWN)
            .thenApply(
                code -> {
                  look(code);
                  afterwards.accept(code);
                  return code;
                });
  }

  @Override
  public long pid() {
    return turn.pid();
  }

  /** Told once its database is connected; never, where it ends before. */
  void whenOpened(Runnable opened) {
    var unused = turn.opened().thenRun(opened);
  }

  @Override
  public void whenEnded(IntConsumer exit) {
    var unused = ended.thenAccept(exit::accept);
  }

  @Override
  public String logTail(int mostCharacters) {
    try {
      return turn.log().tail(mostCharacters);
    } catch (IOException e) {
      WorkerLog.logUnreadable(turn.attempt(), e);
      return "";
    }
  }

  @Override
  public InMap inMap() {
    return inMap;
  }

  @Override
  public String stacks(Duration longest) {
    return turn.stacks(longest);
  }

  @Override
  public void kill() {
    turn.kill();
  }

  /** At what it was when its JVM died. */
  private void look(int code) {
    if (code == RunnerExit.COMMITTED.code()) {
      return;
    }
    try {
      inMap = MapTrace.read(directory);
    } catch (IOException e) {
      WorkerLog.traceUnreadable(turn.attempt(), e);
    }
  }
}
