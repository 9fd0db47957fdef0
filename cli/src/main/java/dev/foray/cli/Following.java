package dev.foray.cli;

import dev.foray.cli.follow.Ending;
import dev.foray.cli.follow.Follow;
import dev.foray.cli.json.Fields;
import dev.foray.cli.reach.Master;
import dev.foray.cli.screen.Hint;
import dev.foray.cli.screen.Screen;
import dev.foray.cli.screen.Wording;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Refused;

/**
 * Following a job whose Master lives on: Ctrl-C ends the following, not the job.
 *
 * @param hint reaches the Master again
 */
record Following(Surroundings around, OutputOptions output, Hint hint) {

  /**
   * @return what the command ends with
   */
  int toTheEnd(Master master, JobId id) throws Refused, InterruptedException {
    Screen screen = around.screen();
    try (Interrupts.Watch watch = around.interrupts().on(() -> detach(id))) {
      JobSummary job =
          new Follow(master, screen, output.display(screen), around.pace(), () -> true)
              .untilEnd(id);
      output.write(
          screen,
          () -> Fields.of(job),
          () -> new Ending(job, hint, Hindsight.of(master, job)).lines());
      return new Ending(job, hint).exitCode().number();
    }
  }

  private void detach(JobId id) {
    around.screen().lastWord(Wording.detached(id, hint));
  }
}
