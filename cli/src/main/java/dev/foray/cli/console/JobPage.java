package dev.foray.cli.console;

import static dev.foray.cli.screen.Amounts.count;

import dev.foray.cli.screen.Amounts;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.JobId;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import dev.foray.protocol.Watch.Cause;
import dev.foray.protocol.Watch.Glance;
import dev.foray.protocol.Watch.JobLine;
import dev.foray.protocol.Watch.JobLook;
import dev.foray.protocol.Watch.Look;
import dev.foray.protocol.Watch.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A job: its header, its chunks as a grid, slots over time, failures and stragglers. */
final class JobPage implements Page {
  private static final int FEWEST_GRID_ROWS = 3;

  /** From so many on there is room for air between the parts. */
  private static final int ROWS_WITH_AIR = 20;

  private final JobId job;
  private final @Nullable JobLine listed;
  private final Grid grid = new Grid();
  private final GridView cells = new GridView(grid);
  private final Sparkline busy = new Sparkline();
  private long epoch = -1;
  private @Nullable JobLook seen;

  /** Which one. */
  JobId job() {
    return job;
  }

  JobPage(JobId job) {
    this(job, null);
  }

  /**
   * @param listed what the list of jobs says of it, to be shown until the Master answers
   */
  JobPage(JobId job, @Nullable JobLine listed) {
    this.job = job;
    this.listed = listed;
  }

  @Override
  public String title() {
    return job.toString();
  }

  @Override
  public String keys() {
    return "enter open  f failed  r running  P F logs  s set aside";
  }

  @Override
  public String deeds() {
    return Deeds.KEYS;
  }

  @Override
  public Glance glance() {
    return new Glance(Subject.JOB, job, 0, null, grid.since(), grid.from(), 0);
  }

  @Override
  public void learn(Look look) {
    if (epoch >= 0 && look.epoch() != epoch) {
      grid.forget();
      epoch = look.epoch();
      return; // The answer was about what another Master knew.
    }
    epoch = look.epoch();
    if (look.job() != null) {
      seen = look.job();
      grid.learn(seen.cells());
      busy.add(seen.summary().running());
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
      Line asked = Line.of(Style.FAINT, "The Master is being asked …");
      return listed == null ? List.of(asked) : JobHead.lines(listed, asked);
    }
    boolean airy = rows >= ROWS_WITH_AIR;
    List<Line> lines = new ArrayList<>(JobHead.lines(seen, busy, columns));
    addIf(airy, lines);
    List<Line> below = below(seen, now, airy);
    int room = rows - lines.size() - 1;
    int most = Math.max(FEWEST_GRID_ROWS, room - below.size());
    List<Line> drawn = cells.lines(Math.max(1, Math.min(room, most)), columns);
    if (grid.size() == 0) {
      lines.add(
          Line.of(
              Style.FAINT,
              seen.summary().state().isTerminal()
                  ? "It has no chunks; P opens the log of its plan."
                  : "It has no chunks yet."));
    } else {
      lines.add(Line.of(Style.STRONG, cells.words()).add(Style.FAINT, scale()));
      lines.addAll(drawn);
    }
    lines.addAll(below);
    return lines.subList(0, Math.min(rows, lines.size()));
  }

  private String scale() {
    return (cells.perCell() > 1 ? "  a cell is " + cells.perCell() + " chunks" : "")
        + "  # done  > running  . ready  x failed  - cancelled"
        + (cells.perCell() > 1 ? "  + some done" : "");
  }

  private static List<Line> below(JobLook seen, Instant now, boolean airy) {
    List<Line> lines = new ArrayList<>();
    if (!seen.causes().isEmpty()) {
      addIf(airy, lines);
      lines.add(Line.of(Style.STRONG, "Failures"));
      seen.causes().forEach(cause -> lines.add(cause(cause)));
    }
    if (!seen.stragglers().isEmpty()) {
      addIf(airy, lines);
      lines.add(Line.of(Style.STRONG, "Running the longest"));
      seen.stragglers().forEach(chunk -> lines.add(straggler(chunk, now)));
    }
    return lines;
  }

  private static void addIf(boolean airy, List<Line> lines) {
    if (airy) {
      lines.add(Line.empty());
    }
  }

  private static Line cause(Cause cause) {
    return Line.of(Style.BAD, "x " + Glyphs.padded(count(cause.count()), 6))
        .add(cause.kind() + "  ")
        .add(Style.FAINT, "chunk-" + cause.attempt().chunk() + "  ")
        .add(cause.example());
  }

  private static Line straggler(ChunkSummary chunk, Instant now) {
    Instant since = Objects.requireNonNullElse(chunk.startedAt(), now);
    return Line.of(Style.BUSY, "> " + Glyphs.padded("chunk-" + chunk.index(), 14))
        .add(Glyphs.padded(Amounts.duration(Duration.between(since, now)), 14))
        .add(Glyphs.padded(count(chunk.progress().pairsMapped()) + " pairs", 20))
        .add(Style.FAINT, Objects.requireNonNullElse(chunk.worker(), "") + "  " + chunk.covers());
  }

  @Override
  public Step press(Press press) {
    if (press.is("f") || press.is("r")) {
      return jump(press.is("f") ? ChunkState.FAILED : ChunkState.RUNNING);
    }
    Press move = press.asMove();
    if (cells.move(move)) {
      return new Step.Stay();
    }
    if (move.key() == Press.Key.ENTER && grid.size() > 0) {
      return enter();
    }
    if (move.key() == Press.Key.ESCAPE && cells.widen()) {
      return new Step.Stay();
    }
    return switch (press.text()) {
      case "P" -> find(Inquiry.Kind.PLAN);
      case "F" -> find(Inquiry.Kind.FINISH);
      case "s" -> find(Inquiry.Kind.SET_ASIDE);
      default -> Deeds.ofJob(job, press);
    };
  }

  private Step find(Inquiry.Kind kind) {
    return new Step.Find(new Inquiry(kind, job));
  }

  private Step enter() {
    if (cells.perCell() > 1) {
      cells.narrow();
      return new Step.Stay();
    }
    return new Step.Open(new ChunkPage(job, cells.chosen()));
  }

  private Step jump(ChunkState state) {
    int chunk = grid.next(state, cells.chosen());
    if (chunk < 0) {
      return new Step.Say("no chunk of " + job + " is " + state);
    }
    cells.choose(chunk);
    return new Step.Stay();
  }
}
