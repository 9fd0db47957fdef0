package dev.foray.worker.process;

import dev.foray.launch.RunnerExit;
import dev.foray.protocol.InMap;
import dev.foray.worker.code.JarCache;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An attempt whose code is still on its way; it becomes a forked one when all is here. The Master
 * is told at once that it has begun, and waits for its end like for any other's. If its code does
 * not come, it ends as one that the job is not to blame for. Thread-safe.
 */
final class FetchingRunner implements Runner {
  private static final int KILLED = 128 + 9;

  private final CompletableFuture<Runner> forked = new CompletableFuture<>();
  private @Nullable Runner beingForked;

  /** Killed before there was a process. */
  private static final class Killed extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** How the process is forked, once its code is here. */
  interface Fork {
    Runner fork(JarCache.Placed code) throws IOException;
  }

  /** Waits for the code, then forks; nothing is forked for one that was killed meanwhile. */
  void fork(Callable<JarCache.Placed> fetch, Fork fork) {
    try {
      forkUnlessKilled(fetch.call(), fork);
    } catch (Exception e) {
      forked.completeExceptionally(e);
    }
  }

  /** Guard against race with kill: it sees a process, or there is none. */
  private void forkUnlessKilled(JarCache.Placed code, Fork fork) throws IOException {
    Runner runner;
    synchronized (this) {
      if (forked.isDone()) {
        code.close();
        return;
      }
      runner = fork.fork(code);
      beingForked = runner;
    }
    forked.complete(runner);
  }

  @Override
  public long pid() {
    return isForked() ? forked.join().pid() : 0;
  }

  @Override
  public void whenEnded(IntConsumer exit) {
    var unused =
        forked.whenComplete(
            (runner, failure) -> {
              if (runner != null) {
                runner.whenEnded(exit);
              } else {
                exit.accept(failure instanceof Killed ? KILLED : RunnerExit.INFRASTRUCTURE.code());
              }
            });
  }

  @Override
  public String logTail(int mostCharacters) {
    if (isForked()) {
      return forked.join().logTail(mostCharacters);
    }
    try {
      forked.getNow(this);
      return "";
    } catch (CompletionException e) {
      String why = e.getCause() instanceof Killed ? "it was ended" : String.valueOf(e.getCause());
      return "its code was not here: " + why + "\n";
    }
  }

  @Override
  public InMap inMap() {
    return isForked() ? forked.join().inMap() : InMap.NONE;
  }

  @Override
  public String stacks(Duration longest) {
    return isForked()
        ? forked.join().stacks(longest)
        : "it has no threads yet: its code is being fetched";
  }

  @Override
  public void kill() {
    Runner runner;
    synchronized (this) {
      runner = beingForked;
      if (runner == null) {
        forked.completeExceptionally(new Killed());
        return;
      }
    }
    runner.kill();
  }

  private boolean isForked() {
    return forked.isDone() && !forked.isCompletedExceptionally();
  }
}
