package dev.foray.cli.console;

import dev.foray.protocol.Cells;
import dev.foray.protocol.ChunkState;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The states of a job's chunks as far as they are known here. Used by one thread. */
public final class Grid {
  private static final int MOST = 10_000_000;

  private @Nullable ChunkState[] states = new ChunkState[0];
  private long since;
  private long passVersion;
  private int from;

  /** What is known: the version that the next question is about. */
  public long since() {
    return since;
  }

  /** Where the next answer goes on. */
  public int from() {
    return from;
  }

  public int size() {
    return states.length;
  }

  /** Another Master answers: nothing is known. */
  public void forget() {
    since = 0;
    from = 0;
  }

  /**
   * Takes changes in. Where they come in several pieces, what is known is what the first of them
   * was of: a chunk that changed meanwhile comes again.
   */
  public void learn(Cells cells) {
    states = Arrays.copyOf(states, Math.min(MOST, cells.total()));
    cells.read((chunk, state) -> states[chunk] = state);
    if (from == 0) {
      passVersion = cells.version();
    }
    if (cells.isWhole()) {
      since = passVersion;
      from = 0;
    } else {
      from = cells.next();
    }
  }

  public @Nullable ChunkState at(int chunk) {
    return chunk >= 0 && chunk < states.length ? states[chunk] : null;
  }

  /** The letter of all chunks of a range in one. */
  char letter(int first, int end) {
    Set<ChunkState> met = EnumSet.noneOf(ChunkState.class);
    for (int chunk = first; chunk < Math.min(end, states.length); chunk++) {
      @Nullable ChunkState state = states[chunk];
      if (state != null) {
        met.add(state);
      }
    }
    if (met.contains(ChunkState.FAILED)) {
      return Cell.FAILED;
    }
    if (met.contains(ChunkState.RUNNING)) {
      return Cell.RUNNING;
    }
    return met.size() == 1 ? Cell.of(met.iterator().next()) : met.isEmpty() ? ' ' : Cell.MIXED;
  }

  /** The next chunk in a state, after one and around the end; -1: there is none. */
  int next(ChunkState state, int after) {
    for (int step = 1; step <= states.length; step++) {
      int chunk = (after + step) % states.length;
      if (states[chunk] == state) {
        return chunk;
      }
    }
    return -1;
  }

  /** The letters of states. */
  static final class Cell {
    static final char FAILED = 'x';
    static final char RUNNING = '>';
    static final char MIXED = '+';

    private Cell() {}

    static char of(ChunkState state) {
      return switch (state) {
        case READY -> '.';
        case RUNNING -> RUNNING;
        case DONE -> '#';
        case FAILED -> FAILED;
        case CANCELLED -> '-';
      };
    }

    static Style style(char letter) {
      return switch (letter) {
        case '#' -> Style.GOOD;
        case '>' -> Style.BUSY;
        case 'x' -> Style.BAD;
        case '-' -> Style.WARNING;
        default -> Style.PLAIN;
      };
    }
  }
}
