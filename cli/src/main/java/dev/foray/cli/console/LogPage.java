package dev.foray.cli.console;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.LogPiece;
import dev.foray.protocol.Watch.Glance;
import dev.foray.protocol.Watch.Look;
import dev.foray.protocol.Watch.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The end of an attempt's log, and what is added to it. */
final class LogPage implements Page {
  private static final int MOST_LINES = 5_000;
  private static final int LONGEST_LINE = 2_000;

  private final AttemptId attempt;
  private final List<String> lines = new ArrayList<>();
  private final StringBuilder unfinished = new StringBuilder();
  private final Choice choice = new Choice();
  private long offset = -1;
  private boolean follows = true;
  private boolean asked;
  private boolean ended;
  private String search = "";

  /** Columns that are left out to the left, and those of the screen. */
  private int shift;

  private int columns = 80;

  LogPage(AttemptId attempt) {
    this.attempt = attempt;
  }

  @Override
  public String title() {
    return "log of " + attempt + (ended ? ", ended" : follows ? ", following" : "");
  }

  @Override
  public String keys() {
    return "/ search  n next  N the one before  G follow  right, left the rest of long lines";
  }

  @Override
  public Glance glance() {
    return new Glance(Subject.LOG, null, 0, attempt, 0, 0, offset);
  }

  @Override
  public void learn(Look look) {
    @Nullable LogPiece piece = look.log();
    if (piece == null) {
      return;
    }
    asked = true;
    ended = piece.ended();
    offset = piece.nextOffset();
    unfinished.append(piece.text());
    for (int end = unfinished.indexOf("\n"); end >= 0; end = unfinished.indexOf("\n")) {
      add(unfinished.substring(0, end));
      unfinished.delete(0, end + 1);
    }
    if (unfinished.length() > LONGEST_LINE || (ended && unfinished.length() > 0)) {
      add(unfinished.toString());
      unfinished.setLength(0);
    }
  }

  private void add(String line) {
    lines.add(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line);
    if (lines.size() > MOST_LINES) {
      lines.remove(0);
    }
  }

  @Override
  public boolean isKnown() {
    return asked;
  }

  @Override
  public void filter(String text) {
    search = text.toLowerCase(Locale.ROOT);
    if (!search.isEmpty()) {
      find(-1);
    }
  }

  @Override
  public List<Line> lines(int rows, int columns, Instant now) {
    this.columns = columns;
    if (lines.isEmpty()) {
      return List.of(
          Line.of(Style.FAINT, asked ? "Nothing is written yet." : "The Master is being asked …"));
    }
    if (follows) {
      choice.move(Press.of(Press.Key.END), lines.size());
    }
    int first = choice.window(lines.size(), rows);
    List<Line> shown = new ArrayList<>();
    for (int at = first; at < Math.min(lines.size(), first + rows); at++) {
      Line line = Line.of(hit(at) ? Style.STRONG : Style.PLAIN, shifted(lines.get(at)));
      shown.add(at == choice.at() && !follows ? line.marked(columns) : line);
    }
    return shown;
  }

  private String shifted(String line) {
    return shift == 0 ? line : Glyphs.from(Glyphs.visible(line), shift);
  }

  private boolean hit(int line) {
    return !search.isEmpty() && lines.get(line).toLowerCase(Locale.ROOT).contains(search);
  }

  @Override
  public Step press(Press press) {
    if (press.is("n") || press.is("N")) {
      return find(press.is("n") ? 1 : -1);
    }
    Press move = press.asMove();
    if (move.key() == Press.Key.RIGHT || (move.key() == Press.Key.LEFT && shift > 0)) {
      int half = move.key() == Press.Key.RIGHT ? columns / 2 : -columns / 2;
      shift = Math.max(0, Math.min(LONGEST_LINE, shift + half));
      return new Step.Stay();
    }
    if (choice.move(move, lines.size())) {
      follows = move.key() == Press.Key.END;
      return new Step.Stay();
    }
    return new Step.Unknown();
  }

  private Step find(int direction) {
    for (int step = 1; step <= lines.size(); step++) {
      int line = Math.floorMod(choice.at() + direction * step, lines.size());
      if (hit(line)) {
        follows = false;
        choice.choose(line);
        return new Step.Stay();
      }
    }
    return new Step.Say(search.isEmpty() ? "/ searches first" : "nothing here has " + search);
  }
}
