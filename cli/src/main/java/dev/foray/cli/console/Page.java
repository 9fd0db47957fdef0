package dev.foray.cli.console;

import dev.foray.protocol.Watch.Glance;
import dev.foray.protocol.Watch.Look;
import java.time.Instant;
import java.util.List;

/**
 * One screen: what it asks for, what it knows, and how that looks. Knows no terminal. Used by the
 * console's thread alone.
 */
interface Page {

  /** For the line at the top. */
  String title();

  /** The keys that it has beside those that all have, and beside {@link #deeds}. */
  String keys();

  /** Those of its keys that have something done: not shown to whoever may not. */
  default String deeds() {
    return "";
  }

  /** What it asks the Master next. */
  Glance glance();

  /** Takes in the answer to its last glance. */
  void learn(Look look);

  /** Whether it has anything to show: an answer has come, or it needs none. */
  default boolean isKnown() {
    return true;
  }

  /** As it looks on so many rows and columns; fewer lines are fine. */
  List<Line> lines(int rows, int columns, Instant now);

  /** A key that means nothing to the console itself. */
  Step press(Press press);

  /** Shows only what has this in it; empty: all. */
  void filter(String text);
}
