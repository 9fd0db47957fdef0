package dev.foray.cli.follow;

import dev.foray.cli.reach.Master;
import dev.foray.cli.reach.Pace;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.LogPiece;
import dev.foray.protocol.Refused;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The log of an attempt or a node, read piece by piece through the Master. Used by one thread. */
public final class RemoteLog {
  private static final int PIECE = 256 * 1024;
  private static final int LONGEST_LINE = 64 * 1024;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final String name;
  private final Source source;
  private long offset;

  private interface Source {
    LogPiece read(long offset, int mostBytes) throws Refused;
  }

  private RemoteLog(String name, Source source) {
    this.name = name;
    this.source = source;
  }

  public static RemoteLog of(Master master, AttemptId attempt) {
    return new RemoteLog(
        attempt.toString(), (offset, most) -> master.readLog(attempt, offset, most));
  }

  /** What its worker logged, or its console. */
  public static RemoteLog ofNode(Master master, String node) {
    return new RemoteLog(node, (offset, most) -> master.readNodeLog(node, offset, most));
  }

  /** The attempt's or the node's. */
  public String name() {
    return name;
  }

  /**
   * Gives what is there by now.
   *
   * @return whether more may come
   */
  public boolean read(Consumer<String> text) throws Refused {
    return read(text, () -> false);
  }

  /** The same, unless it is enough before that. */
  public boolean read(Consumer<String> text, BooleanSupplier enough) throws Refused {
    while (true) {
      LogPiece piece = source.read(offset, PIECE);
      boolean moved = piece.nextOffset() > offset;
      offset = piece.nextOffset();
      if (!piece.text().isEmpty()) {
        text.accept(piece.text());
      }
      if (piece.ended() || !moved || enough.getAsBoolean()) {
        return !piece.ended();
      }
    }
  }

  /** Gives what is there and what comes, until the attempt or the node has ended. */
  public void follow(Consumer<String> text, Pace pace) throws Refused, InterruptedException {
    while (read(text)) {
      pace.rest(BETWEEN_LOOKS);
    }
  }

  /** The last lines that are there by now, at most so many; of a very long one, its end. */
  public List<String> lastLines(int most) throws Refused {
    Deque<String> last = new ArrayDeque<>();
    StringBuilder unfinished = new StringBuilder();
    read(
        text -> {
          unfinished.append(text);
          int begin = 0;
          for (int end = unfinished.indexOf("\n"); end >= 0; ) {
            keep(last, unfinished.substring(begin, end), most);
            begin = end + 1;
            end = unfinished.indexOf("\n", begin);
          }
          unfinished.delete(0, Math.max(begin, unfinished.length() - LONGEST_LINE));
        });
    if (!unfinished.isEmpty()) {
      keep(last, unfinished.toString(), most);
    }
    return List.copyOf(last);
  }

  private static void keep(Deque<String> last, String line, int most) {
    last.addLast(line);
    if (last.size() > most) {
      last.removeFirst();
    }
  }
}
