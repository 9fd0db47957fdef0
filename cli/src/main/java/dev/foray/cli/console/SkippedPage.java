package dev.foray.cli.console;

import dev.foray.cli.console.Columns.Cell;
import dev.foray.protocol.JobId;
import dev.foray.protocol.LogAdmin.SkippedPair;
import dev.foray.protocol.Watch.Glance;
import dev.foray.protocol.Watch.Look;
import dev.foray.protocol.Watch.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The first pairs that a job has set aside, as they were when it was opened. */
final class SkippedPage implements Page {
  /** A key and a cause have 1,000 characters each: so many are 200 KB at the most. */
  static final int MOST = 100;

  /** The heads, the chosen one and one more. */
  private static final int FEWEST_ROWS = 3;

  private static final int MOST_KEY = 2;
  private static final int MOST_CAUSE = 3;

  private final JobId job;
  private final List<SkippedPair> pairs;
  private final boolean more;
  private final Choice choice = new Choice();
  private String filter = "";

  /**
   * @param pairs at least one; those after {@link #MOST} are not shown, but said to be there
   */
  SkippedPage(JobId job, List<SkippedPair> pairs) {
    this.job = job;
    this.more = pairs.size() > MOST;
    this.pairs = List.copyOf(pairs.subList(0, Math.min(MOST, pairs.size())));
  }

  @Override
  public String title() {
    return job + ", pairs set aside";
  }

  @Override
  public String keys() {
    return "enter its chunk";
  }

  @Override
  public Glance glance() {
    return Glance.at(Subject.JOBS);
  }

  @Override
  public void learn(Look look) {}

  @Override
  public void filter(String text) {
    filter = text.toLowerCase(Locale.ROOT);
  }

  @Override
  public List<Line> lines(int rows, int columns, Instant now) {
    List<SkippedPair> shown = shown();
    if (shown.isEmpty()) {
      return List.of(Line.empty(), Line.empty().add("No pair has that: esc shows all."));
    }
    Columns list = new Columns("CHUNK", "ATTEMPT", "KEY", "WHY");
    shown.forEach(pair -> list.row(cells(pair)));
    List<Line> below = below(chosen(shown), columns);
    List<Line> lines =
        new ArrayList<>(list.lines(Math.max(FEWEST_ROWS, rows - below.size()), columns, choice));
    lines.addAll(below);
    return lines;
  }

  private static Cell[] cells(SkippedPair pair) {
    return new Cell[] {
      Cell.of(String.valueOf(pair.chunk())),
      Cell.of(String.valueOf(pair.attempt())),
      Cell.of(pair.key()),
      new Cell(Style.BAD, pair.cause())
    };
  }

  /** What of the chosen one has no room in its row, and where the others are. */
  private List<Line> below(SkippedPair pair, int columns) {
    List<Line> lines = new ArrayList<>(List.of(Line.empty()));
    lines.addAll(Line.wrapped(Style.STRONG, pair.key(), columns, MOST_KEY));
    lines.addAll(Line.wrapped(Style.PLAIN, pair.cause(), columns, MOST_CAUSE));
    if (more) {
      String others = "These are the first " + MOST + ": `master skipped " + job + "` lists more.";
      lines.add(Line.of(Style.FAINT, others));
    }
    return lines;
  }

  private List<SkippedPair> shown() {
    return pairs.stream()
        .filter(
            pair ->
                (pair.chunk() + " " + pair.key() + " " + pair.cause())
                    .toLowerCase(Locale.ROOT)
                    .contains(filter))
        .toList();
  }

  private SkippedPair chosen(List<SkippedPair> shown) {
    return shown.get(Math.min(choice.at(), shown.size() - 1));
  }

  @Override
  public Step press(Press press) {
    List<SkippedPair> shown = shown();
    Press move = press.asMove();
    if (choice.move(move, shown.size())) {
      return new Step.Stay();
    }
    if ((move.key() == Press.Key.ENTER || move.key() == Press.Key.RIGHT) && !shown.isEmpty()) {
      return new Step.Open(new ChunkPage(job, chosen(shown).chunk()));
    }
    return new Step.Unknown();
  }
}
