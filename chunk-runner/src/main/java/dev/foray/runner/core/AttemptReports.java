package dev.foray.runner.core;

import dev.foray.protocol.DatabaseSession;
import dev.foray.protocol.Progress;
import dev.foray.runner.core.map.PairTrace;

/**
 * What an attempt tells its driver while it runs. Called from the attempt's own threads; must not
 * block for long.
 */
public interface AttemptReports {

  /** A database session was opened for the attempt. */
  void started(DatabaseSession session);

  /**
   * How far it is, about once a second.
   *
   * @return false: the attempt is not wanted any more and ends as FENCED
   */
  boolean progress(Progress progress);

  /**
   * Where the attempt says which pairs are in {@code map}; asked for where a JVM has died at its
   * chunk before.
   *
   * @param threads those that map
   */
  default PairTrace trace(int threads) {
    return PairTrace.NONE;
  }

  /** The attempt has reached this point of its life. Where a test kills, it kills here. */
  default void reached(Milestone milestone) {}

  /** The points in the life of an attempt, in their order. */
  enum Milestone {
    /** The job is open and the database is connected. */
    OPENED,
    /** The first pair came from {@code read}. */
    READING,
    /** The first call of {@code map} returned. */
    MAPPING,
    /** Everything is written and flushed; the fence is next. */
    WRITTEN,
    /** The fence is set; the commit is next. */
    FENCED,
    /** The transaction has committed; the report is next. */
    COMMITTED
  }
}
