package dev.foray.cli;

import dev.foray.cli.follow.Ending;
import dev.foray.cli.follow.Follow;
import dev.foray.cli.follow.RemoteLog;
import dev.foray.cli.json.Fields;
import dev.foray.cli.reach.Master;
import dev.foray.cli.reach.NoMaster;
import dev.foray.cli.reach.ThrowawayMaster;
import dev.foray.cli.screen.Hint;
import dev.foray.cli.screen.Screen;
import dev.foray.cli.screen.Wording;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobAdmin.Submission;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Refused;
import dev.foray.settings.LayeredSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One job from beginning to end, with a Master that exists only for it. */
@Command(
    name = "run",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "Start a Master for one job, run the job, stop the Master. Ctrl-C cancels it.",
    footer = {
      "",
      "Examples:",
      "  master run --jar target/revenue.jar --param since=2026-01-01 Revenue",
      "  master run --jar target/revenue.jar --dry-run --chunks 3 Revenue"
    })
final class RunCommand implements Callable<Integer> {
  private static final int LOG_LINES = 15;

  private final Surroundings around;
  private final Screen screen;

  @Mixin private final JobOptions job = new JobOptions();
  @Mixin private final MasterOptions options = new MasterOptions();
  @Mixin private final DataDirectoryOption data = new DataDirectoryOption();
  @Mixin private final OutputOptions output = new OutputOptions();

  RunCommand(Surroundings around) {
    this.around = around;
    this.screen = around.screen();
  }

  @Override
  public Integer call() throws Refused, InterruptedException {
    Submission submission = job.submission();
    Path directory = data.absolute(around.environment());
    if (ThrowawayMaster.running(directory).isPresent()) {
      throw new Refused(ExitCode.WRONG_USE, Wording.masterRuns(directory, data.hint(true)));
    }
    output.say(screen, Wording.startingMaster(ThrowawayMaster.log(directory)));
    List<String> command = new ArrayList<>(around.masterCommand());
    command.addAll(options.arguments());
    command.addAll(ports(directory));
    ThrowawayMaster process = ThrowawayMaster.start(command, directory);
    Cancelling cancelling = new Cancelling(process, screen);
    try (Interrupts.Watch watch = around.interrupts().on(cancelling)) {
      return run(submission, process, cancelling);
    } finally {
      process.close();
      cancelling.over();
    }
  }

  /** Any that are free; but nodes on EC2 are let in at those alone that the configuration names. */
  private List<String> ports(Path directory) throws Refused {
    boolean onEc2 =
        LayeredSettings.of(Map.of(), around.environment(), directory)
            .text("fleet")
            .filter("ec2"::equals)
            .isPresent();
    return onEc2 ? List.of() : List.of("--port", "0");
  }

  private int run(Submission submission, ThrowawayMaster process, Cancelling cancelling)
      throws Refused, InterruptedException {
    Master master = process.whenReady(around.pace());
    try {
      JobId id = master.submit(submission).job();
      cancelling.knows(master, id);
      output.say(screen, id + " accepted: " + submission.jobClass());
      return follow(master, id, process);
    } catch (NoMaster e) {
      if (process.hasEnded()) {
        throw process.ended();
      }
      throw e;
    }
  }

  private int follow(Master master, JobId id, ThrowawayMaster process)
      throws Refused, InterruptedException {
    JobSummary ended =
        new Follow(master, screen, output.display(screen), around.pace(), process::isAlive)
            .untilEnd(id);
    Hint hint = data.hint(false);
    output.write(
        screen,
        () -> Fields.of(ended),
        () -> new Ending(ended, hint, Hindsight.of(master, ended)).lines());
    showLog(master, ended);
    return new Ending(ended, hint).exitCode().number();
  }

  /** The Master is about to go, so what a person would ask it next is shown. */
  private void showLog(Master master, JobSummary job) throws Refused {
    if (job.state() == JobState.FAILED) {
      AttemptId attempt = LogName.ofFailure(job).attempt(master);
      output.say(screen, Wording.lastLines(attempt));
      RemoteLog.of(master, attempt)
          .lastLines(LOG_LINES)
          .forEach(line -> output.say(screen, "  | " + line));
    }
  }
}
