package dev.foray.protocol;

import java.io.Serializable;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * States of a job's chunks, those alone that have changed, as runs: {@code 500=3c12b} are 500
 * chunks as they were, 3 DONE, 12 READY. Made by the Master, read by whoever shows them.
 *
 * @param version by which the next question says what is known
 * @param total how many chunks the job has
 * @param from the first chunk of the runs
 * @param next the first one that did not fit; {@code total}: none
 */
public record Cells(long version, int total, int from, int next, String runs)
    implements Serializable {
  /** Of the runs' text. */
  public static final int MOST_CHARACTERS = 12_000;

  private static final char SAME = '=';
  private static final int LONGEST_RUN = 11;

  /** Takes a state in. */
  public interface Reader {
    void chunk(int index, ChunkState state);
  }

  /**
   * @param changed the state of a chunk; null: it is as it was
   */
  public static Cells of(
      long version, int total, int from, IntFunction<@Nullable ChunkState> changed) {
    return of(version, total, from, MOST_CHARACTERS, changed);
  }

  /**
   * The same in less room.
   *
   * @param mostCharacters of the runs' text; that a run fits into, at least
   */
  public static Cells of(
      long version,
      int total,
      int from,
      int mostCharacters,
      IntFunction<@Nullable ChunkState> changed) {
    int room = Math.min(MOST_CHARACTERS, mostCharacters) - LONGEST_RUN;
    StringBuilder runs = new StringBuilder();
    int at = from;
    while (at < total && runs.length() < room) {
      @Nullable ChunkState state = changed.apply(at);
      int end = at + 1;
      while (end < total && changed.apply(end) == state) {
        end++;
      }
      if (end - at > 1) {
        runs.append(end - at);
      }
      runs.append(letter(state));
      at = end;
    }
    return new Cells(version, total, from, Math.max(at, from), runs.toString());
  }

  /** Whether this is all that has changed. */
  public boolean isWhole() {
    return next >= total;
  }

  /** Gives each chunk that has changed, by index; never one past the total. */
  public void read(Reader reader) {
    int index = from;
    int count = 0;
    for (int at = 0; at < runs.length(); at++) {
      char each = runs.charAt(at);
      if (each >= '0' && each <= '9') {
        count = Math.min(total, count * 10 + (each - '0'));
        continue;
      }
      int end = Math.min(total, index + Math.max(1, count));
      @Nullable ChunkState state = state(each);
      for (int chunk = index; state != null && chunk < end; chunk++) {
        reader.chunk(chunk, state);
      }
      index = end;
      count = 0;
    }
  }

  private static char letter(@Nullable ChunkState state) {
    if (state == null) {
      return SAME;
    }
    return switch (state) {
      case READY -> 'r';
      case RUNNING -> 'R';
      case DONE -> 'D';
      case FAILED -> 'F';
      case CANCELLED -> 'C';
    };
  }

  private static @Nullable ChunkState state(char letter) {
    for (ChunkState state : ChunkState.values()) {
      if (letter(state) == letter) {
        return state;
      }
    }
    return null;
  }
}
