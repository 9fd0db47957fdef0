package dev.foray.cli.follow;

import dev.foray.cli.screen.Screen;
import dev.foray.protocol.JobAdmin.JobSummary;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where there is no terminal: a line for each turn that a job takes, and one every ten seconds. */
public final class PlainDisplay implements Display {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private final Screen screen;
  private final Turns turns;
  private @Nullable Duration lastLine;

  public PlainDisplay(Screen screen) {
    this.screen = screen;
    this.turns = new Turns(screen);
  }

  @Override
  public void show(JobSummary job, Duration now) {
    if (turns.say(job, now) || lastLine == null) {
      lastLine = now;
    } else if (!job.state().isTerminal() && now.minus(lastLine).compareTo(BETWEEN_LINES) >= 0) {
      screen.line(job.job() + " " + ProgressLine.of(job));
      lastLine = now;
    }
  }
}
