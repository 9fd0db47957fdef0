package dev.foray.master.https;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that serve calls, and the limit on each: a handshake and a request's head have to be
 * there within a limit, and later waits for the client have one, too. Who is too slow is cut off:
 * an interrupt closes the connection that a thread waits at. One address holds only so many threads
 * with what it has not even asked yet. Owned by the {@link HttpsPort}. Thread-safe.
 */
final class CallWatch implements Executor, AutoCloseable {
  private static final int THREADS = 64;
  private static final int MOST_ARRIVING_OF_ONE = 16;

  private final Duration head;
  private final Duration term;
  private final Map<Thread, Service> running = new ConcurrentHashMap<>();
  private final Map<InetAddress, Integer> arriving = new HashMap<>();
  private final ExecutorService threads;
  private final ScheduledExecutorService clock;

  /** What one thread does now. Guarded by itself. */
  private static final class Service {
    private final Thread thread = Thread.currentThread();
    private @Nullable Long deadline;
    private boolean over;
    private @Nullable InetAddress arrivesFrom;
  }

  /**
   * @param head the longest that a handshake and a request's head take
   * @param term the longest that a client may keep a call waiting after that
   */
  CallWatch(Duration head, Duration term) {
    this.head = head;
    this.term = term;
    AtomicInteger count = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            THREADS, task -> daemon(task, "https-" + count.incrementAndGet()));
    this.clock =
        Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "https-call-limits"));
    long period = Math.max(10, head.toMillis() / 10);
    var unused = clock.scheduleWithFixedDelay(this::cutOff, period, period, TimeUnit.MILLISECONDS);
  }

  @Override
  public void execute(Runnable call) {
    threads.execute(() -> serve(call));
  }

  /**
   * This thread begins a connection from there.
   *
   * @throws IllegalStateException if too many of that address arrive at once: it is to be closed
   */
  void arrives(InetAddress address) {
    Service service = running.get(Thread.currentThread());
    if (service == null) {
      return;
    }
    synchronized (arriving) {
      if (arriving.merge(address, 1, Integer::sum) > MOST_ARRIVING_OF_ONE) {
        leave(address);
        throw new IllegalStateException("too many connections arrive from " + address);
      }
    }
    service.arrivesFrom = address;
  }

  /** The head of this thread's request is read; nothing is waited for now. */
  void hasArrived() {
    Service service = running.get(Thread.currentThread());
    if (service != null) {
      arrived(service);
    }
    waitsNoMore();
  }

  /** The longest that a client may keep a call waiting. */
  Duration term() {
    return term;
  }

  /** This thread begins to wait for its client. */
  void waits(Duration longest) {
    limit(System.nanoTime() + longest.toNanos());
  }

  /** This thread does not wait any more: what it does itself takes as long as it takes. */
  void waitsNoMore() {
    limit(null);
  }

  private void limit(@Nullable Long deadline) {
    Service service = running.get(Thread.currentThread());
    if (service != null) {
      synchronized (service) {
        service.deadline = deadline;
      }
    }
  }

  private void serve(Runnable call) {
    Service service = new Service();
    service.deadline = System.nanoTime() + head.toNanos();
    running.put(service.thread, service);
    try {
      call.run();
    } finally {
      running.remove(service.thread);
      arrived(service);
      synchronized (service) {
        // Guard against race with cutOff: the interrupt that was meant for this call is not left
        // to the next one.
        service.over = true;
        boolean unused = Thread.interrupted();
      }
    }
  }

  private void cutOff() {
    long now = System.nanoTime();
    for (Service service : running.values()) {
      synchronized (service) {
        Long deadline = service.deadline;
        if (!service.over && deadline != null && now - deadline > 0) {
          service.thread.interrupt();
        }
      }
    }
  }

  private void arrived(Service service) {
    InetAddress address = service.arrivesFrom;
    if (address != null) {
      service.arrivesFrom = null;
      synchronized (arriving) {
        leave(address);
      }
    }
  }

  private void leave(InetAddress address) {
    arriving.computeIfPresent(address, (a, count) -> count == 1 ? null : count - 1);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    clock.shutdownNow();
    threads.shutdownNow();
  }
}
