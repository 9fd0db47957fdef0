package dev.foray.cli.console;

import static dev.foray.cli.screen.Amounts.count;

import dev.foray.cli.console.Columns.Cell;
import dev.foray.cli.screen.Amounts;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Watch.Glance;
import dev.foray.protocol.Watch.JobLine;
import dev.foray.protocol.Watch.Look;
import dev.foray.protocol.Watch.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The newest jobs. */
final class JobsPage implements Page {
  private static final int BAR = 10;

  private final Choice choice = new Choice();
  private @Nullable List<JobLine> jobs;
  private int more;
  private String filter = "";

  @Override
  public String title() {
    return "jobs";
  }

  @Override
  public String keys() {
    return "enter open  n nodes";
  }

  @Override
  public String deeds() {
    return Deeds.KEYS;
  }

  @Override
  public Glance glance() {
    return Glance.at(Subject.JOBS);
  }

  @Override
  public void learn(Look look) {
    if (look.jobs() != null) {
      jobs = look.jobs();
      more = look.more();
    }
  }

  @Override
  public void filter(String text) {
    filter = text;
  }

  @Override
  public List<Line> lines(int rows, int columns, Instant now) {
    if (jobs == null) {
      return List.of(Line.of(Style.FAINT, "The Master is being asked …"));
    }
    if (jobs.isEmpty()) {
      return List.of(
          Line.empty(),
          Line.empty().add("There are no jobs yet: `master submit JobClass` starts one."));
    }
    if (shown().isEmpty()) {
      return List.of(
          Line.empty(), Line.empty().add("No job has \"" + filter + "\" in it: esc shows all."));
    }
    Columns list = new Columns("JOB", "STATE", "DONE", "", "FAILED", "PAIRS", "TOOK", "CLASS");
    shown().forEach(job -> list.row(cells(job, now)));
    List<Line> below = more(more, "job", "master jobs --most 1000");
    List<Line> lines = new ArrayList<>(list.lines(rows - below.size(), columns, choice));
    lines.addAll(below);
    return lines;
  }

  /** What is said below a list that has no room for all. */
  static List<Line> more(int more, String noun, String command) {
    return more == 0
        ? List.of()
        : List.of(
            Line.of(Style.FAINT, "and " + Amounts.count(more, "more " + noun))
                .add(Style.FAINT, ": `" + command + "` lists them"));
  }

  private List<JobLine> shown() {
    return Objects.requireNonNullElse(jobs, List.<JobLine>of()).stream()
        .filter(
            job ->
                (job.job() + " " + job.state() + " " + job.jobClass())
                    .toLowerCase(java.util.Locale.ROOT)
                    .contains(filter.toLowerCase(java.util.Locale.ROOT)))
        .toList();
  }

  private static Cell[] cells(JobLine job, Instant now) {
    Instant end = Objects.requireNonNullElse(job.endedAt(), now);
    return new Cell[] {
      Cell.of(job.job().toString()),
      new Cell(style(job.state()), job.paused() ? job.state() + " paused" : job.state().toString()),
      Cell.of(job.chunks() < 0 ? "" : count(job.done()) + "/" + count(job.chunks())),
      Cell.of(bar(job.done(), job.chunks(), BAR)),
      new Cell(Style.BAD, job.failed() == 0 ? "" : count(job.failed())),
      Cell.of(count(job.pairs())),
      Cell.of(Amounts.duration(Duration.between(job.submittedAt(), end))),
      Cell.of(job.jobClass())
    };
  }

  static String bar(int done, int all, int width) {
    if (all <= 0) {
      return "";
    }
    int full = (int) ((long) done * width / all);
    return "#".repeat(full) + ".".repeat(width - full);
  }

  static Style style(JobState state) {
    return switch (state) {
      case SUCCEEDED -> Style.GOOD;
      case FAILED -> Style.BAD;
      case CANCELLED -> Style.WARNING;
      case ACCEPTED, PLANNING, RUNNING, FINISHING -> Style.BUSY;
    };
  }

  @Override
  public Step press(Press press) {
    if (choice.move(press.asMove(), shown().size())) {
      return new Step.Stay();
    }
    return chosen().map(job -> press(job, press)).orElse(new Step.Unknown());
  }

  private static Step press(JobLine job, Press press) {
    return switch (press.asMove().key()) {
      case ENTER, RIGHT -> new Step.Open(new JobPage(job.job(), job));
      default -> Deeds.ofJob(job.job(), press);
    };
  }

  private Optional<JobLine> chosen() {
    List<JobLine> shown = shown();
    return shown.isEmpty()
        ? Optional.empty()
        : Optional.of(shown.get(Math.min(choice.at(), shown.size() - 1)));
  }
}
