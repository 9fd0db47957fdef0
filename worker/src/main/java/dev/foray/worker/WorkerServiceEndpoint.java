package dev.foray.worker;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.LogPiece;
import dev.foray.protocol.Order;
import dev.foray.protocol.ProtocolVersion;
import dev.foray.protocol.Refused;
import dev.foray.protocol.WorkerService;
import dev.foray.worker.process.AttemptLogs;
import dev.foray.worker.process.Runner;
import dev.foray.worker.slots.Epoch;
import dev.foray.worker.slots.Slots;
import java.time.Duration;

/** What the Master calls. Checks the epoch of each command and passes it on. */
final class WorkerServiceEndpoint implements WorkerService {
  private static final Duration LONGEST_DUMP = Duration.ofSeconds(10);

  private final String node;
  private final Epoch newest;
  private final Slots slots;
  private final AttemptLogs logs;
  private final Runnable drained;

  /**
   * @param drained called after a drain has begun
   */
  WorkerServiceEndpoint(
      String node, Epoch newest, Slots slots, AttemptLogs logs, Runnable drained) {
    this.node = node;
    this.newest = newest;
    this.slots = slots;
    this.logs = logs;
    this.drained = drained;
  }

  @Override
  public void start(long epoch, Order order) throws Refused {
    newest.check(epoch);
    slots.start(order);
  }

  @Override
  public void cancel(long epoch, AttemptId attempt) throws Refused {
    newest.check(epoch);
    slots.cancel(attempt);
  }

  @Override
  public void drain(long epoch) throws Refused {
    newest.check(epoch);
    slots.drain();
    drained.run();
  }

  @Override
  public LogPiece readLog(AttemptId attempt, long offset, int mostBytes) throws Refused {
    return logs.read(attempt, offset, mostBytes);
  }

  @Override
  public String stacks(AttemptId attempt) throws Refused {
    Runner runner =
        slots
            .runner(attempt)
            .orElseThrow(
                () ->
                    new Refused(
                        ExitCode.WRONG_USE, attempt + " does not run here: it has no threads"));
    return runner.stacks(LONGEST_DUMP);
  }

  @Override
  public Status status() {
    return new Status(
        ProtocolVersion.CURRENT, node, slots.size(), slots.running(), slots.isDraining());
  }
}
