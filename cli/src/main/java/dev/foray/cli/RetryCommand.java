package dev.foray.cli;

import dev.foray.cli.json.Fields;
import dev.foray.cli.reach.Master;
import dev.foray.cli.screen.Pairs;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobAdmin.Retry;
import dev.foray.protocol.JobAdmin.Steered;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Refused;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs again what failed of a job, or what it had set aside. */
@Command(
    name = "retry",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Run again what failed of a job, with other code or parameters if they are given; what has"
          + " committed stays."
    },
    footer = {
      "",
      "Examples:",
      "  master retry job-17 --jar target/revenue.jar",
      "  master retry job-17 --skipped-only --jar target/revenue.jar"
    })
final class RetryCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private final JobParameter job = new JobParameter();

  @Option(names = "--skipped-only", description = "Run only the pairs that the job has set aside.")
  private boolean skippedOnly;

  @Option(
      names = "--release",
      paramLabel = "RELEASE",
      description = "The release to go on with, in place of jars; else the job's own.")
  private @Nullable String release;

  @Mixin private final JobInputs inputs = new JobInputs();
  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @ArgGroup private @Nullable Stay stay;

  RetryCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused, InterruptedException {
    JobId id = job.job();
    Retry retry =
        new Retry(
            id,
            skippedOnly,
            inputs.jars(),
            release,
            inputs.parameters(),
            inputs.settings(),
            Surroundings.user());
    Master master = reach.dial(around.environment());
    Steered steered = master.retry(retry);
    String sentence = Pairs.retried(steered, skippedOnly, reach.hint());
    if (Stay.follows(stay, around.screen()) && !steered.job().state().isTerminal()) {
      output.say(around.screen(), sentence);
      return new Following(around, output, reach.hint()).toTheEnd(master, id);
    }
    output.write(around.screen(), () -> Fields.of(steered.job()), () -> List.of(sentence));
    return ExitCode.SUCCEEDED.number();
  }
}
