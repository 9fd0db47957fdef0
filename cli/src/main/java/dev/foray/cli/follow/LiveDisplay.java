package dev.foray.cli.follow;

import dev.foray.cli.screen.Screen;
import dev.foray.protocol.JobAdmin.JobSummary;
import java.time.Duration;

/** On a terminal: a line for each turn that a job takes, and below them one that is redrawn. */
public final class LiveDisplay implements Display {
  private final Screen screen;
  private final Turns turns;

  public LiveDisplay(Screen screen) {
    this.screen = screen;
    this.turns = new Turns(screen);
  }

  @Override
  public void show(JobSummary job, Duration now) {
    turns.say(job, now);
    if (!job.state().isTerminal()) {
      screen.redraw(ProgressLine.of(job, screen.width()));
    }
  }
}
