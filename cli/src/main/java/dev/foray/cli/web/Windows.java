package dev.foray.cli.web;

import dev.foray.cli.reach.Master;
import dev.foray.protocol.Watch.Glance;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The screens that somebody looked at last. Made by {@link Site}. Thread-safe. */
final class Windows {
  private static final int MOST = 50;

  private final Master master;
  private final InstantSource clock;
  private final AtomicLong versions = new AtomicLong();
  private final Map<Glance, Window> windows = new LinkedHashMap<>(16, 0.75f, true);

  Windows(Master master, InstantSource clock) {
    this.master = master;
    this.clock = clock;
  }

  synchronized Window at(Glance glance) {
    Window window =
        windows.computeIfAbsent(glance, any -> new Window(master, glance, clock, versions));
    if (windows.size() > MOST) {
      windows.remove(windows.keySet().iterator().next());
    }
    return window;
  }
}
