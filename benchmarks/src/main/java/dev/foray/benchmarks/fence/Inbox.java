package dev.foray.benchmarks.fence;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.LogPiece;
import dev.foray.protocol.Order;
import dev.foray.protocol.ProtocolVersion;
import dev.foray.protocol.WorkerService;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the Master calls: takes orders, one at a time, with the moment of their coming. */
final class Inbox implements WorkerService {
  private static final long LONGEST_SECONDS = 120;

  private final String node;
  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private volatile @Nullable AttemptId held;

  record Arrival(Order order, long nanos) {}

  Inbox(String node) {
    this.node = node;
  }

  @Override
  public void start(long epoch, Order order) {
    long now = System.nanoTime();
    held = order.attempt();
    arrivals.add(new Arrival(order, now));
  }

  /** The next order. */
  Arrival take() throws InterruptedException {
    Arrival next = arrivals.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new IllegalStateException("no order has come for " + LONGEST_SECONDS + " s");
    }
    return next;
  }

  /** What runs here, as far as the Master is concerned. */
  List<AttemptId> running() {
    AttemptId current = held;
    return current == null ? List.of() : List.of(current);
  }

  /** The attempt does not run any more. */
  void ended(AttemptId attempt) {
    if (attempt.equals(held)) {
      held = null;
    }
  }

  @Override
  public void cancel(long epoch, AttemptId attempt) {}

  @Override
  public void drain(long epoch) {}

  @Override
  public LogPiece readLog(AttemptId attempt, long offset, int mostBytes) {
    throw new UnsupportedOperationException("no log is kept");
  }

  @Override
  public String stacks(AttemptId attempt) {
    return "";
  }

  @Override
  public Status status() {
    return new Status(ProtocolVersion.CURRENT, node, 1, running(), false);
  }
}
