package dev.foray.master.dispatch;

import dev.foray.master.drill.Drill;
import dev.foray.master.ledger.Chunk;
import dev.foray.master.ledger.Handout;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.LedgerUnavailable;
import dev.foray.master.ledger.Worker;
import dev.foray.master.loop.Net;
import dev.foray.master.order.Orders;
import dev.foray.master.wait.Wait;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.JobAdmin;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Order;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Step;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Hands READY chunks to free slots, job by job in the order of their submission; those of one job
 * are entered together. Slots that are left go to second attempts at chunks that are slow. The row
 * becomes RUNNING before the worker is called, so a call that is lost leaves an attempt that its
 * lease ends, never a chunk that runs unknown. One thread runs it; the calls go out on the
 * executor's.
 */
public final class Dispatcher implements Runnable {
  /** Database connections of one running chunk: one to read, one to write. */
  public static final int CONNECTIONS_PER_CHUNK = 2;

  /** A Master that is killed before it has called a worker leaves so many to their lease. */
  private static final int MOST_TOGETHER = 100;

  private final Ledger ledger;
  private final Roster roster;
  private final WorkerLine line;
  private final Orders orders;
  private final Stragglers stragglers;
  private final Function<Job, Order.Settings> settings;
  private final Function<Job, Optional<Wait>> budgets;
  private final int mostRunning;
  private final InstantSource clock;
  private final Executor calls;
  private final NotStarted notStarted;
  private final Net net = new Net(Duration.ofMillis(500));

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
      Stragglers stragglers,
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
    this.stragglers = stragglers;
    this.settings = settings;
    this.budgets = budgets;
    this.mostRunning = Math.max(1, mostDatabaseConnections / CONNECTIONS_PER_CHUNK);
    this.clock = clock;
    this.calls = calls;
    this.notStarted = notStarted;
  }

  @Override
  public void run() {
    net.busy(true);
    List<Job> jobs =
        ledger.jobs().inState(EnumSet.of(JobState.RUNNING)).stream().filter(Job::mayBegin).toList();
    List<Job> affordable = jobs.stream().filter(job -> budgets.apply(job).isEmpty()).toList();
    affordable.forEach(this::dispatch);
    affordable.forEach(this::dispatchBeside);
    net.busy(!jobs.isEmpty());
  }

  /** When it is to run in any case: while a job runs, its chunks' pauses end by the clock. */
  public Net net() {
    return net;
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

  /** Whether a chunk of the job would go out now, were there a slot or connections for it. */
  public boolean lacksRoom(Job job) {
    boolean full =
        roster.roomiest().isEmpty() || roster.seats(attempt -> true).size() >= mostRunning;
    return full
        && job.mayBegin()
        && runningOf(job) < job.limited(settings.apply(job).maxRunningChunks())
        && budgets.apply(job).isEmpty()
        && !ledger.chunks().ready(job.id(), clock.instant(), 1).isEmpty();
  }

  private void dispatch(Job job) {
    Order.Settings jobSettings = settings.apply(job);
    Duration timeout = Duration.ofMillis(jobSettings.attemptTimeoutMillis());
    int limit = job.limited(jobSettings.maxRunningChunks());
    int sent;
    do {
      int room = room(job, limit);
      int atOnce = Math.min(limit, roster.slots());
      List<Chunk> ready =
          room == 0 ? List.of() : ledger.chunks().next(job, clock.instant(), room + atOnce);
      sent = enter(job, handouts(ready, room, atOnce), handout -> send(job, handout, timeout));
    } while (sent == MOST_TOGETHER);
  }

  /** What no chunk waits for goes to those that are slow. */
  private void dispatchBeside(Job job) {
    Order.Settings jobSettings = settings.apply(job);
    int room = room(job, job.limited(jobSettings.maxRunningChunks()));
    if (room > 0) {
      Duration timeout = Duration.ofMillis(jobSettings.attemptTimeoutMillis());
      var unused =
          enter(
              job,
              handouts(stragglers.of(job), room, Integer.MAX_VALUE),
              handout -> {
                DispatchLog.beside(handout.attempt());
                send(job, handout, timeout);
              });
    }
  }

  /** How many may go out together now. */
  private int room(Job job, int limit) {
    int room = Math.min(limit - runningOf(job), mostRunning - roster.seats(attempt -> true).size());
    int free = roster.all().stream().mapToInt(Roster.Standing::free).sum();
    return Math.max(0, Math.min(MOST_TOGETHER, Math.min(room, free)));
  }

  /**
   * The first of them, each to the worker with the most free slots; beside an attempt at the same
   * chunk only where no other worker has one.
   *
   * @param atOnce slots that the job can have: so many more must wait, so that one is followed
   */
  private List<Handout> handouts(List<Chunk> ready, int most, int atOnce) {
    Map<String, Integer> free = new LinkedHashMap<>();
    roster.all().forEach(standing -> free.put(standing.worker().id(), standing.free()));
    List<Handout> handouts = new ArrayList<>();
    for (int i = 0; i < Math.min(most, ready.size()); i++) {
      Map.Entry<String, Integer> roomiest = roomiest(free, ready.get(i));
      if (roomiest.getValue() > 0) {
        boolean followed = ready.size() - i - 1 >= atOnce;
        handouts.add(new Handout(ready.get(i), roomiest.getKey(), followed));
        roomiest.setValue(roomiest.getValue() - 1);
      }
    }
    return handouts;
  }

  private Map.Entry<String, Integer> roomiest(Map<String, Integer> free, Chunk chunk) {
    Comparator<Map.Entry<String, Integer>> order = Map.Entry.comparingByValue();
    if (chunk.state() == ChunkState.RUNNING) {
      Set<String> busyWithIt =
          roster.seats(attempt -> attempt.subject().equals(chunk.next().subject())).stream()
              .map(Roster.Seat::worker)
              .collect(Collectors.toSet());
      order =
          Comparator.<Map.Entry<String, Integer>, Boolean>comparing(
                  worker -> worker.getValue() > 0 && !busyWithIt.contains(worker.getKey()))
              .thenComparing(order);
    }
    return free.entrySet().stream().max(order).orElseThrow();
  }

  /**
   * All at once; where a row hinders that, one by one.
   *
   * @return how many were entered at once
   */
  private int enter(Job job, List<Handout> handouts, Consumer<Handout> entered) {
    List<Handout> dispatched;
    try {
      dispatched = ledger.chunks().dispatch(handouts, job.release(), clock.instant());
    } catch (LedgerUnavailable e) {
      if (handouts.size() == 1 || !e.rowHeld()) {
        throw e;
      }
      DispatchLog.rowHeld(job.id(), handouts.size(), String.valueOf(e.getMessage()));
      handouts.forEach(handout -> enterAlone(job, handout, entered));
      return 0;
    }
    dispatched.forEach(entered);
    return dispatched.size();
  }

  private void enterAlone(Job job, Handout handout, Consumer<Handout> entered) {
    try {
      enter(job, List.of(handout), entered);
    } catch (LedgerUnavailable e) {
      if (!e.rowHeld()) {
        throw e;
      }
      DispatchLog.rowHeld(handout.attempt(), String.valueOf(e.getMessage()));
    }
  }

  private void send(Job job, Handout handout, Duration timeout) {
    AttemptId attempt = handout.attempt();
    Drill.reached(Drill.Point.DISPATCHED);
    Optional<Worker> worker = roster.find(handout.worker()).map(Roster.Standing::worker);
    roster.seat(handout.worker(), attempt, timeout);
    worker.ifPresent(
        to -> {
          DispatchLog.dispatched(attempt, to);
          calls.execute(() -> start(to, job, handout));
        });
  }

  /** Orders are made here, as it takes time to certify their keys. */
  private void start(Worker worker, Job job, Handout handout) {
    Order order;
    try {
      order = orders.forChunk(job, handout.chunk(), handout.attempt(), handout.followed());
    } catch (RuntimeException e) {
      notStarted.accept(handout.attempt(), "its order could not be made: " + e.getMessage());
      return;
    }
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
