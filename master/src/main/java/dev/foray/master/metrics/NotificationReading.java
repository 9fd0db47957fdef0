package dev.foray.master.metrics;

import dev.foray.master.ledger.NotificationState;
import dev.foray.master.ledger.Notifications;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/** What people are told of jobs, and what they would be told of. For one thread. */
final class NotificationReading implements Reading {
  private final Notifications rows;
  private final IntSupplier stalled;
  private final Gauges standing;
  private final Gauges notifications;
  private final Gauges waiting;

  /**
   * @param stalled how many jobs stand still
   */
  NotificationReading(MeterRegistry registry, Notifications rows, IntSupplier stalled) {
    this.rows = rows;
    this.stalled = stalled;
    this.standing = new Gauges(registry, "foray.jobs.stalled", "Jobs that stand still");
    this.notifications =
        new Gauges(registry, "foray.notifications", "Notifications in the ledger", "state");
    this.waiting =
        new Gauges(
            registry, "foray.notifications.waiting", "Notifications that were tried in vain");
  }

  @Override
  public void read() {
    standing.set(stalled.getAsInt());
    Map<NotificationState, Long> counts = rows.counts();
    notifications.set(
        Arrays.stream(NotificationState.values())
            .collect(
                Collectors.toMap(
                    state -> List.of(state.name()), state -> counts.getOrDefault(state, 0L))));
    waiting.set(rows.waiting());
  }

  @Override
  public void forget() {
    List.of(standing, notifications, waiting).forEach(Gauges::clear);
  }
}
