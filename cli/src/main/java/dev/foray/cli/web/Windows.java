package dev.foray.cli.web;

import dev.foray.cli.reach.Master;
import dev.foray.protocol.Watch.Glance;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The screens that somebody looked at last. Made by {@link Site}; owns the threads that ask the
 * Master, one for each screen at most, which may hang as long as it does. Thread-safe.
 */
final class Windows implements AutoCloseable {
  private static final int MOST = 50;

  private final Master master;
  private final InstantSource clock;
  private final Duration patience;
  private final AtomicLong versions = new AtomicLong();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Site.threadsNamed("web-asks-"));
  private final Map<Glance, Window> windows = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param patience how long an answer is waited for before it is said that there is none yet
   */
  Windows(Master master, InstantSource clock, Duration patience) {
    this.master = master;
    this.clock = clock;
    this.patience = patience;
  }

  synchronized Window at(Glance glance) {
    Window window =
        windows.computeIfAbsent(
            glance, any -> new Window(master, glance, clock, versions, threads, patience));
    if (windows.size() > MOST) {
      windows.remove(windows.keySet().iterator().next());
    }
    return window;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
