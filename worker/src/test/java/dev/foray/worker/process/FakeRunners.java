package dev.foray.worker.process;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.InMap;
import dev.foray.protocol.Order;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Runners that a test ends by hand. */
public final class FakeRunners implements Runners {
  private final Map<AttemptId, FakeRunner> forked = new ConcurrentHashMap<>();
  private volatile Consumer<Order> whileForking = order -> {};
  private volatile @Nullable String failure;

  /** A runner that is killed ends with 137. */
  public static final class FakeRunner implements Runner {
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    public void end(int exitCode) {
      exit.complete(exitCode);
    }

    public boolean isRunning() {
      return !exit.isDone();
    }

    @Override
    public long pid() {
      return 4711;
    }

    @Override
    public void whenEnded(IntConsumer told) {
      var unused = exit.thenAccept(told::accept);
    }

    @Override
    public String logTail(int mostCharacters) {
      return "last words";
    }

    @Override
    public InMap inMap() {
      return InMap.NONE;
    }

    @Override
    public String stacks(Duration longest) {
      return "threads";
    }

    @Override
    public void kill() {
      end(137);
    }
  }

  public void failWith(String why) {
    failure = why;
  }

  public void whileForking(Consumer<Order> work) {
    whileForking = work;
  }

  public FakeRunner of(AttemptId attempt) {
    FakeRunner runner = forked.get(attempt);
    if (runner == null) {
      throw new AssertionError(attempt + " was not forked, these were: " + forked.keySet());
    }
    return runner;
  }

  public int count() {
    return forked.size();
  }

  @Override
  public Runner fork(Order order) throws IOException {
    String why = failure;
    if (why != null) {
      throw new IOException(why);
    }
    whileForking.accept(order);
    FakeRunner runner = new FakeRunner();
    if (forked.put(order.attempt(), runner) != null) {
      throw new AssertionError(order.attempt() + " is forked twice");
    }
    return runner;
  }
}
