package dev.foray.master.notify;

import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.Notification;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The way out of the Master for notifications: what is stored goes by it, and what a person tries
 * out. Made by the Master's main, and closed by it before the ledger. Thread-safe.
 */
public final class Post implements Runnable, AutoCloseable {
  private final Ledger ledger;
  private final InstantSource clock;
  private final Targets targets;
  private final Couriers couriers;
  private final Deliveries deliveries;
  private final NoticeText text;

  /**
   * @param secrets by name
   */
  public Post(
      Ledger ledger,
      Targets targets,
      Function<String, Optional<Secret>> secrets,
      String cluster,
      InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
    this.targets = targets;
    this.couriers = new Couriers(secrets, clock);
    this.deliveries = new Deliveries(ledger.notifications(), targets, couriers, clock);
    this.text = new NoticeText(cluster, Post::newId);
  }

  /**
   * @throws Refused with one sentence, if nobody can be told by that name or URL
   */
  public void check(String target) throws Refused {
    if (targets.find(target) instanceof Target.Webhook webhook) {
      couriers.requireSecret(webhook);
    }
  }

  /** Makes another one each time. */
  public static String newId() {
    return UUID.randomUUID().toString();
  }

  @Override
  public void run() {
    deliveries.run();
  }

  /**
   * Tells that target something of no job, at once.
   *
   * @throws Refused with one sentence, if there is no such target, or it was not reached
   */
  public void tryOut(String target, String by) throws Refused {
    deliveries.tryOut(text.test(target, by, clock.instant()));
  }

  /** Of a job, what has not reached whom it is for, in one sentence; empty: all has. */
  public Optional<String> complaint(JobId job) {
    return ledger.notifications().undelivered(job).map(this::sentence);
  }

  private String sentence(Notification one) {
    String what =
        Targets.shown(one.target()) + " is not told yet of " + one.event() + ": " + one.failure();
    Instant now = clock.instant();
    long seconds = Math.max(0, Duration.between(now, one.dueAt()).toSeconds());
    return what
        + (one.state().isTerminal()
            ? "; given up after " + one.tries() + " tries"
            : "; tried " + times(one.tries()) + ", again in " + seconds + " s");
  }

  private static String times(int tries) {
    return tries == 1 ? "once" : tries + " times";
  }

  @Override
  public void close() {
    deliveries.close();
    couriers.close();
  }
}
