package dev.foray.master.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/**
 * Has done in one transaction what several threads ask for at one time: whoever comes while a
 * transaction is under way waits for its end, and goes into the next. Where that one fails because
 * of a row, each is tried by itself, so that one whose row is held hinders nobody else. A wait ends
 * with the limits of the transactions before it. Part of the {@link Ledger}. Thread-safe.
 */
final class Together<T, R> {
  private static final int MOST = 500;

  private final Function<List<T>, List<R>> transaction;
  private final Queue<Wish<T, R>> wishes = new ConcurrentLinkedQueue<>();

  /** Held by the thread that runs the transaction of all. */
  private final ReentrantLock turn = new ReentrantLock();

  /**
   * @param transaction gives a result for each, in that order; does all of them or none
   */
  Together(Function<List<T>, List<R>> transaction) {
    this.transaction = transaction;
  }

  /** What came of it; throws what the transaction threw. */
  R ask(T what) {
    Wish<T, R> wish = new Wish<>(what);
    wishes.add(wish);
    while (!wish.isOver()) {
      turn.lock();
      try {
        if (!wish.isOver()) {
          run(next());
        }
      } finally {
        turn.unlock();
      }
    }
    return wish.outcome();
  }

  /** How many wait for a transaction that has not begun. */
  int waiting() {
    return wishes.size();
  }

  private List<Wish<T, R>> next() {
    List<Wish<T, R>> next = new ArrayList<>();
    for (Wish<T, R> wish; next.size() < MOST && (wish = wishes.poll()) != null; ) {
      next.add(wish);
    }
    return next;
  }

  private void run(List<Wish<T, R>> all) {
    try {
      List<R> results = transaction.apply(all.stream().map(wish -> wish.what).toList());
      for (int i = 0; i < all.size(); i++) {
        all.get(i).grant(results.get(i));
      }
    } catch (RuntimeException e) {
      if (all.size() == 1 || !isOfARow(e)) {
        all.forEach(wish -> wish.refuse(e));
      } else {
        all.forEach(wish -> run(List.of(wish)));
      }
    } finally {
      all.forEach(Wish::endInAnyCase);
    }
  }

  static boolean isOfARow(RuntimeException failure) {
    return failure instanceof ConstraintViolationException
        || (failure instanceof LedgerUnavailable ledger && ledger.rowHeld());
  }

  /** One thread's, until it is over. */
  private static final class Wish<T, R> {
    private final T what;
    private @Nullable R result;
    private @Nullable RuntimeException failure;
    private volatile boolean over;

    private Wish(T what) {
      this.what = what;
    }

    private void grant(R granted) {
      result = granted;
      over = true;
    }

    private void refuse(RuntimeException why) {
      failure = why;
      over = true;
    }

    /** An error of the JVM's was thrown: it is that thread's, and the others are told. */
    private void endInAnyCase() {
      if (!over) {
        refuse(new IllegalStateException("the transaction of several was broken off"));
      }
    }

    private boolean isOver() {
      return over;
    }

    private R outcome() {
      if (failure != null) {
        throw failure;
      }
      if (result == null) {
        throw new IllegalStateException("the transaction of several gave no result for " + what);
      }
      return result;
    }
  }
}
