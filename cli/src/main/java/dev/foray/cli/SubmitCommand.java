package dev.foray.cli;

import dev.foray.cli.json.Fields;
import dev.foray.cli.reach.Master;
import dev.foray.cli.screen.Wording;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobAdmin.Submission;
import dev.foray.protocol.JobAdmin.Submitted;
import dev.foray.protocol.Refused;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Gives a job to a Master that runs. */
@Command(
    name = "submit",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Give a job to the Master, and follow it.",
      "Without --jar it runs the release that was deployed last."
    },
    footer = {
      "",
      "Examples:",
      "  master submit --param since=2026-01-01 Revenue",
      "  master submit --jar target/revenue.jar --key 2026-11-24 --detach Revenue"
    })
final class SubmitCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private final JobOptions job = new JobOptions();
  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @ArgGroup private @Nullable Stay stay;

  SubmitCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused, InterruptedException {
    Submission submission = job.submission();
    Master master = reach.dial(around.environment());
    Submitted submitted = master.submit(submission);
    String sentence = Wording.submitted(submitted, submission.jobClass());
    if (Stay.follows(stay, around.screen())) {
      output.say(around.screen(), sentence);
      return new Following(around, output, reach.hint()).toTheEnd(master, submitted.job());
    }
    String how = Wording.howToFollow(submitted.job(), reach.hint());
    output.write(around.screen(), () -> Fields.of(submitted), () -> List.of(sentence + "; " + how));
    return ExitCode.SUCCEEDED.number();
  }
}
