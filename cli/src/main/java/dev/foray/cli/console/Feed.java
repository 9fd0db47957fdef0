package dev.foray.cli.console;

import dev.foray.cli.reach.Master;
import dev.foray.cli.reach.NoMaster;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Role;
import dev.foray.protocol.Watch.Glance;
import dev.foray.protocol.Watch.Look;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the Master what is on the screen, in a thread of its own: once a second, and at once when
 * another page is opened, but three times in three seconds at most. Where no Master answers it goes
 * on asking, and so finds the one that follows. Made by {@link Console}, which owns its thread.
 */
final class Feed implements Runnable {
  private static final long BETWEEN = Duration.ofSeconds(1).toNanos();
  private static final int MOST_AT_ONCE = 3;

  private final Master master;
  private final String user;
  private final Listener listener;
  private final Deque<Errand> errands = new ArrayDeque<>();
  private Glance glance;
  private boolean hurries = true;
  private boolean over;
  private double spare = MOST_AT_ONCE;
  private long lastAt = System.nanoTime() - BETWEEN;

  /** Told in the feed's thread. */
  interface Listener {
    /**
     * A question goes out now. Each of the others tells that an answer to it came, or none will.
     */
    void asked();

    /** What whoever asks may do; not told where that can't be known. */
    void role(Role role);

    void seen(Glance asked, Look look);

    /** What is looked at is not there. */
    void refused(Glance asked, String why);

    void away(String why);

    void said(String sentence);

    /** What an answer leads to. */
    void found(Inquiry asked, Step step);
  }

  Feed(Master master, String user, Glance first, Listener listener) {
    this.master = master;
    this.user = user;
    this.glance = first;
    this.listener = listener;
  }

  /** What to ask from now on. */
  synchronized void watch(Glance next) {
    boolean other =
        next.subject() != glance.subject()
            || next.chunk() != glance.chunk()
            || !String.valueOf(next.job()).equals(String.valueOf(glance.job()))
            || !String.valueOf(next.attempt()).equals(String.valueOf(glance.attempt()));
    glance = next;
    if (other) {
      hurries = true;
      notifyAll();
    }
  }

  /** Has something done or asked before the next question; of what is asked only the last. */
  synchronized void carryOut(Errand errand) {
    if (errand instanceof Inquiry) {
      errands.removeIf(earlier -> earlier instanceof Inquiry);
    }
    errands.add(errand);
    hurries = true;
    notifyAll();
  }

  synchronized void stop() {
    over = true;
    notifyAll();
  }

  @Override
  public void run() {
    try {
      if (awaitTurn()) {
        askRole();
        do {
          runOnce();
        } while (awaitTurn());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Once; where no answer comes nothing is hidden, and the Master refuses what may not be. */
  private void askRole() {
    listener.asked();
    role().ifPresent(listener::role);
  }

  private Optional<Role> role() {
    try {
      return Optional.of(master.role());
    } catch (Refused | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** One question, and before it what is to be done. */
  void runOnce() {
    try {
      nextErrand().ifPresent(this::carryOutNow);
      look(glance());
    } catch (NoMaster e) {
      listener.away(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      listener.away("The Master's answer can't be read: " + e);
    }
  }

  private void carryOutNow(Errand errand) {
    listener.asked();
    if (errand instanceof Inquiry inquiry) {
      listener.found(inquiry, answer(inquiry));
    } else if (errand instanceof Deed deed) {
      listener.said(outcome(deed));
    }
  }

  private Step answer(Inquiry inquiry) {
    try {
      return inquiry.answer(master);
    } catch (Refused e) {
      return new Step.Say(String.valueOf(e.getMessage()));
    }
  }

  private String outcome(Deed deed) {
    try {
      return deed.carryOut(master, user);
    } catch (Refused e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void look(Glance asked) {
    listener.asked();
    try {
      listener.seen(asked, master.look(asked));
    } catch (Refused e) {
      listener.refused(asked, String.valueOf(e.getMessage()));
    }
  }

  private synchronized Glance glance() {
    return glance;
  }

  private synchronized Optional<Errand> nextErrand() {
    @Nullable Errand next = errands.poll();
    return Optional.ofNullable(next);
  }

  private synchronized boolean awaitTurn() throws InterruptedException {
    while (!over) {
      long passed = System.nanoTime() - lastAt;
      double allowed = Math.min(MOST_AT_ONCE, spare + (double) passed / BETWEEN);
      boolean due = passed >= BETWEEN || hurries;
      if (due && allowed >= 1) {
        spare = allowed - 1;
        lastAt = System.nanoTime();
        hurries = !errands.isEmpty() && errands.size() > 1;
        return true;
      }
      long wait = Math.max(1, BETWEEN - passed);
      wait(Math.max(1, Duration.ofNanos(wait).toMillis()));
    }
    return false;
  }
}
