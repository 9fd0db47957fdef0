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
import java.util.function.Consumer;

/** The log of an attempt, read piece by piece through the Master. Used by one thread. */
public final class AttemptLog {
  private static final int PIECE = 256 * 1024;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Master master;
  private final AttemptId attempt;
  private long offset;

  public AttemptLog(Master master, AttemptId attempt) {
    this.master = master;
    this.attempt = attempt;
  }

  /**
   * Gives what is there by now.
   *
   * @return whether more may come
   */
  public boolean read(Consumer<String> text) throws Refused {
    while (true) {
      LogPiece piece = master.readLog(attempt, offset, PIECE);
      boolean moved = piece.nextOffset() > offset;
      offset = piece.nextOffset();
      if (!piece.text().isEmpty()) {
        text.accept(piece.text());
      }
      if (piece.ended() || !moved) {
        return !piece.ended();
      }
    }
  }

  /** Gives what is there and what comes, until the attempt has ended. */
  public void follow(Consumer<String> text, Pace pace) throws Refused, InterruptedException {
    while (read(text)) {
      pace.rest(BETWEEN_LOOKS);
    }
  }

  /** The last lines that are there by now, at most so many. */
  public List<String> lastLines(int most) throws Refused {
    StringBuilder whole = new StringBuilder();
    read(whole::append);
    Deque<String> last = new ArrayDeque<>();
    whole
        .toString()
        .lines()
        .forEach(
            line -> {
              last.addLast(line);
              if (last.size() > most) {
                last.removeFirst();
              }
            });
    return List.copyOf(last);
  }
}
