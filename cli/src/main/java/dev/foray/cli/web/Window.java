package dev.foray.cli.web;

import dev.foray.cli.reach.Master;
import dev.foray.cli.reach.NoMaster;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Watch.Glance;
import dev.foray.protocol.Watch.Look;
import dev.foray.protocol.Watch.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One screen, as all browser tabs see it that show it. Whoever looks first has the Master asked,
 * the others get the same answer, for most of a second. Where none comes, the last one stays, with
 * why. Made by {@link Windows}. Thread-safe.
 */
final class Window {
  private static final long STANDS = Duration.ofMillis(900).toNanos();
  private static final long LONGEST_WAIT_SECONDS = 2;
  private static final int FIRST_QUESTIONS = 3;

  private final Master master;
  private final Glance at;
  private final InstantSource clock;
  private final Mosaic mosaic;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Seen seen = new Seen(null, null, null, Instant.EPOCH);
  private volatile long askedAt;
  private volatile boolean asked;

  /**
   * What there is to see.
   *
   * @param look the newest answer; null: there was none yet
   * @param away why there is no newer one; null: there is none
   * @param refused the Master's sentence; null: it answers
   * @param at when the answer came
   */
  record Seen(@Nullable Look look, @Nullable String away, @Nullable String refused, Instant at) {}

  Window(Master master, Glance at, InstantSource clock, AtomicLong versions) {
    this.master = master;
    this.at = at;
    this.clock = clock;
    this.mosaic = new Mosaic(versions);
  }

  Mosaic mosaic() {
    return mosaic;
  }

  Seen look() throws InterruptedException {
    if (isFresh()) {
      return seen;
    }
    if (!asking.tryLock(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
      return silent("The Master has not answered yet.");
    }
    try {
      if (!isFresh()) {
        seen = ask();
        askedAt = System.nanoTime();
        asked = true;
      }
      return seen;
    } finally {
      asking.unlock();
    }
  }

  private boolean isFresh() {
    return asked && System.nanoTime() - askedAt < STANDS;
  }

  /** The first time several questions, if the states of a large job come in pieces. */
  private Seen ask() {
    try {
      Look look = master.look(glance());
      learn(look);
      for (int more = 1; !asked && mosaic.from() > 0 && more < FIRST_QUESTIONS; more++) {
        look = master.look(glance());
        learn(look);
      }
      return new Seen(look, null, null, clock.instant());
    } catch (Refused e) {
      return new Seen(null, null, String.valueOf(e.getMessage()), clock.instant());
    } catch (NoMaster e) {
      return silent(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return silent("The Master's answer can't be read: " + e);
    }
  }

  private Glance glance() {
    return at.subject() == Subject.JOB
        ? new Glance(Subject.JOB, at.job(), 0, null, mosaic.since(), (int) mosaic.from(), 0)
        : at;
  }

  private void learn(Look look) {
    if (look.job() != null) {
      mosaic.learn(look.epoch(), look.job().cells());
    }
  }

  private Seen silent(String why) {
    return new Seen(seen.look(), why, null, seen.at());
  }
}
