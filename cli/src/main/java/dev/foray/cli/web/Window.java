package dev.foray.cli.web;

import dev.foray.cli.reach.Master;
import dev.foray.cli.reach.NoMaster;
import dev.foray.cli.screen.Amounts;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Watch.Glance;
import dev.foray.protocol.Watch.Look;
import dev.foray.protocol.Watch.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One screen, as all browser tabs see it that show it. Whoever looks first has the Master asked,
 * the others get the same answer, for most of a second. Where none comes, the last one stays, with
 * why. Made by {@link Windows}. Thread-safe.
 */
final class Window {
  private static final long STANDS = Duration.ofMillis(900).toNanos();
  private static final int FIRST_QUESTIONS = 3;

  private final Master master;
  private final Glance at;
  private final InstantSource clock;
  private final Mosaic mosaic;
  private final Executor threads;
  private final Duration patience;
  private volatile Seen seen = new Seen(null, null, null, Instant.EPOCH);
  private @Nullable CompletableFuture<Seen> question;
  private long askedAt;
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

  /**
   * @param threads in one of which the Master is asked
   * @param patience how long an answer is waited for before it is said that there is none yet
   */
  Window(
      Master master,
      Glance at,
      InstantSource clock,
      AtomicLong versions,
      Executor threads,
      Duration patience) {
    this.master = master;
    this.at = at;
    this.clock = clock;
    this.mosaic = new Mosaic(versions);
    this.threads = threads;
    this.patience = patience;
  }

  Mosaic mosaic() {
    return mosaic;
  }

  Seen look() throws InterruptedException {
    try {
      return question().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return silent("The Master has not answered for " + Amounts.duration(patience) + ".");
    } catch (ExecutionException e) {
      return silent("The Master can't be asked: " + e.getCause());
    }
  }

  /** The one that is under way or still stands, else a new one. */
  private synchronized CompletableFuture<Seen> question() {
    boolean stands =
        question != null && (!question.isDone() || System.nanoTime() - askedAt < STANDS);
    if (question == null || !stands) {
      question = CompletableFuture.supplyAsync(this::askOnce, threads);
    }
    return question;
  }

  private Seen askOnce() {
    seen = ask();
    synchronized (this) {
      askedAt = System.nanoTime();
    }
    asked = true;
    return seen;
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
