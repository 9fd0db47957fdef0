package dev.foray.master.dispatch;

import dev.foray.master.drill.Drill;
import dev.foray.master.ledger.Chunk;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.Worker;
import dev.foray.master.order.Orders;
import dev.foray.master.wait.Wait;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobAdmin;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Order;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Step;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Hands READY chunks to free slots, job by job in the order of their submission. The row becomes
 * RUNNING before the worker is called, so a call that is lost leaves an attempt that its lease
 * ends, never a chunk that runs unknown. One thread runs it; the calls go out on the executor's.
 */
public final class Dispatcher implements Runnable {
  /** Database connections of one running chunk: one to read, one to write. */
  public static final int CONNECTIONS_PER_CHUNK = 2;

  private final Ledger ledger;
  private final Roster roster;
  private final WorkerLine line;
  private final Orders orders;
  private final Function<Job, Order.Settings> settings;
  private final Function<Job, Optional<Wait>> budgets;
  private final int mostRunning;
  private final InstantSource clock;
  private final Executor calls;
  private final NotStarted notStarted;

  /** Told when an attempt never began. */
  public interface NotStarted {
    void accept(AttemptId attempt, String why);
  }

  /**
   * @param budgets what of its budget holds a job
   * @param mostDatabaseConnections what all running chunks together may hold
   */
  public Dispatcher(
      Ledger ledger,
      Roster roster,
      WorkerLine line,
      Orders orders,
      Function<Job, Order.Settings> settings,
      Function<Job, Optional<Wait>> budgets,
      int mostDatabaseConnections,
      InstantSource clock,
      Executor calls,
      NotStarted notStarted) {
    this.ledger = ledger;
    this.roster = roster;
    this.line = line;
    this.orders = orders;
    this.settings = settings;
    this.budgets = budgets;
    this.mostRunning = Math.max(1, mostDatabaseConnections / CONNECTIONS_PER_CHUNK);
    this.clock = clock;
    this.calls = calls;
    this.notStarted = notStarted;
  }

  @Override
  public void run() {
    for (Job job : ledger.jobs().inState(EnumSet.of(JobState.RUNNING))) {
      if (job.mayBegin() && budgets.apply(job).isEmpty()) {
        dispatch(job);
      }
    }
  }

  /** What of this stage holds the job back. */
  public Optional<Wait> holdsBack(Job job) {
    if (roster.all().isEmpty()) {
      return Optional.empty();
    }
    if (roster.seats(attempt -> true).size() >= mostRunning) {
      return Optional.of(
          new Wait.Connections(mostRunning * CONNECTIONS_PER_CHUNK, CONNECTIONS_PER_CHUNK));
    }
    int bySettings = settings.apply(job).maxRunningChunks();
    int most = job.limited(bySettings);
    if (runningOf(job) < most) {
      return Optional.empty();
    }
    JobAdmin.Limit limit = job.limit();
    return Optional.of(
        limit != null && limit.chunks() == most
            ? new Wait.Limited(job.id(), limit)
            : new Wait.Setting(most));
  }

  private void dispatch(Job job) {
    Order.Settings jobSettings = settings.apply(job);
    int limit = job.limited(jobSettings.maxRunningChunks());
    int room = Math.min(limit - runningOf(job), mostRunning - roster.seats(attempt -> true).size());
    int free = roster.all().stream().mapToInt(Roster.Standing::free).sum();
    if (room <= 0 || free <= 0) {
      return;
    }
    int now = Math.min(room, free);
    int atOnce = Math.min(limit, roster.slots());
    List<Chunk> ready = ledger.chunks().ready(job.id(), clock.instant(), now + atOnce);
    Duration timeout = Duration.ofMillis(jobSettings.attemptTimeoutMillis());
    for (int i = 0; i < Math.min(now, ready.size()); i++) {
      Optional<Roster.Standing> standing = roster.roomiest();
      if (standing.isEmpty()) {
        return;
      }
      boolean followed = ready.size() - i - 1 >= atOnce;
      send(job, ready.get(i), followed, standing.get().worker(), timeout);
    }
  }

  private void send(Job job, Chunk chunk, boolean followed, Worker worker, Duration timeout) {
    ledger
        .chunks()
        .dispatch(chunk, job.release(), worker.id(), clock.instant())
        .ifPresent(
            attempt -> {
              Drill.reached(Drill.Point.DISPATCHED);
              roster.seat(worker.id(), attempt, timeout);
              DispatchLog.dispatched(attempt, worker);
              Order order = orders.forChunk(job, chunk, attempt, followed);
              calls.execute(() -> start(worker, order));
            });
  }

  private void start(Worker worker, Order order) {
    try {
      line.start(worker, order);
    } catch (Refused | WorkerLine.Unreachable e) {
      notStarted.accept(order.attempt(), String.valueOf(e.getMessage()));
    } catch (WorkerLine.NoAnswer e) {
      DispatchLog.noAnswer(order.attempt(), String.valueOf(e.getMessage()));
    }
  }

  private int runningOf(Job job) {
    return roster
        .seats(attempt -> attempt.step() == Step.CHUNK && attempt.job().equals(job.id()))
        .size();
  }
}
