package dev.foray.master.notify;

import dev.foray.master.ledger.Notification;
import dev.foray.master.ledger.Notifications;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings what is stored to whom it is for, one after the other, each try within a limit. What does
 * not arrive is tried again after pauses that double, for a day; meanwhile all that is for the same
 * target waits with it, so one that never answers holds others up for a moment only. A Master that
 * dies between the try and the row tries once more: receivers drop what has an id that they know. A
 * stage of its own; {@link #close} ends a try under way.
 */
public final class Deliveries implements Runnable, AutoCloseable {
  static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  static final Duration TERM = Duration.ofDays(1);
  private static final int MOST = 200;

  private final Notifications rows;
  private final Targets targets;
  private final Delivery delivery;
  private final InstantSource clock;
  private @Nullable Thread trying;
  private boolean closed;

  Deliveries(Notifications rows, Targets targets, Delivery delivery, InstantSource clock) {
    this.rows = rows;
    this.targets = targets;
    this.delivery = delivery;
    this.clock = clock;
  }

  @Override
  public void run() {
    List<Notification> due = rows.due(clock.instant(), MOST);
    Set<String> failing = new HashSet<>();
    for (Notification notification : due) {
      if (!failing.contains(notification.target()) && begin()) {
        try {
          send(notification, failing);
        } catch (InterruptedException e) {
          return; // Closed meanwhile: the row waits for the next Master.
        } finally {
          end();
        }
      }
    }
  }

  private void send(Notification notification, Set<String> failing) throws InterruptedException {
    try {
      delivery.deliver(target(notification), notification.id(), notification.body());
      if (rows.delivered(notification.id())) {
        NotifyLog.delivered(notification);
      }
    } catch (Undelivered e) {
      failing.add(notification.target());
      failed(notification, String.valueOf(e.getMessage()));
    }
  }

  /** The settings may have changed since it was stored. */
  private Target target(Notification notification) throws Undelivered {
    try {
      return targets.find(notification.target());
    } catch (Refused e) {
      throw new Undelivered(String.valueOf(e.getMessage()));
    }
  }

  private void failed(Notification notification, String why) {
    Instant now = clock.instant();
    Instant next = now.plus(pause(notification.tries()));
    rows.failed(notification, why, next);
    if (next.isAfter(notification.createdAt().plus(TERM))) {
      rows.giveUp(notification.id());
      NotifyLog.givenUp(notification, why);
    } else {
      NotifyLog.failed(notification, why, next);
    }
  }

  static Duration pause(int failedBefore) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failedBefore, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  /**
   * Tells that target something of no job, at once.
   *
   * @throws Refused with one sentence, if there is no such target, or it was not reached
   */
  void tryOut(Notification test) throws Refused {
    try {
      delivery.deliver(targets.find(test.target()), test.id(), test.body());
    } catch (Undelivered e) {
      throw new Refused(ExitCode.WRONG_USE, "not delivered: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused(ExitCode.WRONG_USE, "not delivered: the Master is ending");
    }
  }

  private synchronized boolean begin() {
    trying = closed ? null : Thread.currentThread();
    return !closed;
  }

  private synchronized void end() {
    trying = null;
    boolean unused = Thread.interrupted();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (trying != null) {
      trying.interrupt();
    }
  }
}
