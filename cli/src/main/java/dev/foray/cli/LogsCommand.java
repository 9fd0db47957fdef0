package dev.foray.cli;

import dev.foray.cli.follow.AttemptLog;
import dev.foray.cli.json.Fields;
import dev.foray.cli.json.Json;
import dev.foray.cli.reach.Master;
import dev.foray.cli.screen.Screen;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what the job's code and its chunk-runner wrote. */
@Command(
    name = "logs",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "Print the log of an attempt at a chunk, at the plan or at the finish.",
    footer = {
      "",
      "Examples:",
      "  master logs job-17.chunk-42",
      "  master logs job-17.chunk-42.attempt-3",
      "  master logs job-17.finish --follow"
    })
final class LogsCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(
      index = "0",
      paramLabel = "WHAT",
      description = "job-17.chunk-42, job-17.plan or job-17.finish; the last attempt if not said.")
  private String what = "";

  @Option(names = "--follow", description = "Go on until the attempt has ended.")
  private boolean follow;

  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  LogsCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused, InterruptedException {
    LogName name = LogName.parse(what);
    Master master = reach.dial(around.environment());
    AttemptId attempt = name.attempt(master);
    AttemptLog log = new AttemptLog(master, attempt);
    Screen screen = around.screen();
    if (output.isJson()) {
      StringBuilder whole = new StringBuilder();
      boolean goesOn = log.read(whole::append);
      screen.line(Json.of(Fields.ofLog(attempt, whole.toString(), !goesOn)));
    } else if (follow) {
      log.follow(screen::text, around.pace());
    } else {
      log.read(screen::text);
    }
    return ExitCode.SUCCEEDED.number();
  }
}
