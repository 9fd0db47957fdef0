package dev.foray.cli.console;

import static dev.foray.cli.screen.Amounts.count;

import dev.foray.cli.console.Columns.Cell;
import dev.foray.cli.screen.Amounts;
import dev.foray.cli.screen.Spent;
import dev.foray.protocol.JobId;
import dev.foray.protocol.LogAdmin.AttemptSummary;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import dev.foray.protocol.Progress;
import dev.foray.protocol.Watch.ChunkLook;
import dev.foray.protocol.Watch.Glance;
import dev.foray.protocol.Watch.Look;
import dev.foray.protocol.Watch.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A chunk: what it covers, and its attempts. */
final class ChunkPage implements Page {
  private static final int MOST_FAILURE = 5;
  private static final String[] HEADS =
      Stream.of(List.of("#", "STATE", "TOOK"), Spent.HEADS, List.of("WORKER", "WHY"))
          .flatMap(List::stream)
          .toArray(String[]::new);

  private final JobId job;
  private final int index;
  private final Choice choice = new Choice();
  private @Nullable ChunkLook seen;

  ChunkPage(JobId job, int index) {
    this.job = job;
    this.index = index;
  }

  @Override
  public String title() {
    return job + ".chunk-" + index;
  }

  @Override
  public String keys() {
    return "enter its log";
  }

  @Override
  public Glance glance() {
    return new Glance(Subject.CHUNK, job, index, null, 0, 0, 0);
  }

  @Override
  public void learn(Look look) {
    if (look.chunk() != null) {
      seen = look.chunk();
    }
  }

  @Override
  public boolean isKnown() {
    return seen != null;
  }

  @Override
  public void filter(String text) {}

  @Override
  public List<Line> lines(int rows, int columns, Instant now) {
    if (seen == null) {
      return List.of(Line.of(Style.FAINT, "The Master is being asked …"));
    }
    List<Line> lines = new ArrayList<>(head(seen.chunk(), columns, now));
    if (seen.attempts().isEmpty()) {
      lines.add(Line.empty().add("It has not begun: it waits for a slot."));
      return lines;
    }
    Columns list = new Columns(HEADS);
    seen.attempts().forEach(attempt -> list.row(cells(attempt, now)));
    lines.addAll(list.lines(Math.max(2, rows - lines.size()), columns, choice));
    return lines;
  }

  private static List<Line> head(ChunkSummary chunk, int columns, Instant now) {
    Progress progress = chunk.progress();
    List<Line> lines = new ArrayList<>();
    char letter = Grid.Cell.of(chunk.state());
    lines.add(
        Line.of(Grid.Cell.style(letter), letter + " " + chunk.state())
            .add("  " + Amounts.count(chunk.attempts(), "attempt")));
    if (!chunk.covers().isEmpty()) {
      lines.add(Line.of(Style.FAINT, "covers ").add(chunk.covers()));
    }
    lines.add(
        Line.of(Style.FAINT, "pairs  ")
            .add(count(progress.pairsRead()) + " read, " + count(progress.pairsMapped()))
            .add(" mapped, " + count(progress.pairsWritten()) + " written, ")
            .add(count(progress.pairsSkipped()) + " set aside"));
    if (chunk.notBefore() != null && chunk.notBefore().isAfter(now)) {
      Duration left = Duration.between(now, chunk.notBefore());
      lines.add(Line.of(Style.WARNING, "its next attempt begins in " + Amounts.duration(left)));
    }
    if (chunk.failure() != null) {
      lines.addAll(Line.wrapped(Style.BAD, chunk.failure(), columns, MOST_FAILURE));
    }
    lines.add(Line.empty());
    return lines;
  }

  private static Cell[] cells(AttemptSummary attempt, Instant now) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.of(String.valueOf(attempt.attempt().number())));
    cells.add(new Cell(style(attempt), attempt.state().toString()));
    cells.add(Cell.of(Spent.whole(attempt, now)));
    Spent.cells(attempt).forEach(cell -> cells.add(Cell.of(cell)));
    cells.add(Cell.of(Objects.requireNonNullElse(attempt.worker(), "")));
    cells.add(
        Cell.of(
            attempt.failure() != null
                ? attempt.failure()
                : attempt.kind() == null ? "" : attempt.kind().toString()));
    return cells.toArray(Cell[]::new);
  }

  private static Style style(AttemptSummary attempt) {
    return switch (attempt.state()) {
      case SUCCEEDED -> Style.GOOD;
      case FAILED, TIMED_OUT, LOST -> Style.BAD;
      case CANCELLED -> Style.WARNING;
      case STARTING, RUNNING -> Style.BUSY;
    };
  }

  @Override
  public Step press(Press press) {
    List<AttemptSummary> attempts = seen == null ? List.of() : seen.attempts();
    Press move = press.asMove();
    if (choice.move(move, attempts.size())) {
      return new Step.Stay();
    }
    if ((move.key() == Press.Key.ENTER || move.key() == Press.Key.RIGHT) && !attempts.isEmpty()) {
      return new Step.Open(
          new LogPage(attempts.get(Math.min(choice.at(), attempts.size() - 1)).attempt()));
    }
    return new Step.Unknown();
  }
}
