package dev.foray.cli;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Says how a Master that stays is started. It is not started from here: {@code bin/master} becomes
 * the Master itself when it is called with {@code start}, so the options are only described.
 */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = "Start a Master that stays, in the foreground; SIGTERM or Ctrl-C stops it.",
    footer = {
      "",
      "Examples:",
      "  master start",
      "  master start --database-url jdbc:postgresql://db/shop --database-user foray \\",
      "      --database-password-file /run/secrets/foray"
    })
final class StartCommand implements Callable<Integer> {
  private StartCommand() {}

  static CommandSpec described() {
    return CommandSpec.forAnnotatedObject(new StartCommand())
        .addMixin("data", CommandSpec.forAnnotatedObject(new DataDirectoryOption()))
        .addMixin("options", CommandSpec.forAnnotatedObject(new MasterOptions()))
        .addOption(option("--port", "N", "Where it listens; 0: any free port. Else 1099."))
        .addOption(option("--bind", "ADDRESS", "The address it listens at. Else loopback."))
        .addOption(
            option(
                "--map-threads",
                "N",
                "Threads that map in each chunk, where the job doesn't say. Else cores by slots."))
        .addOption(
            OptionSpec.builder("--stop-with-stdin")
                .description("Stop when standard input ends; for a Master that a process holds.")
                .build());
  }

  private static OptionSpec option(String name, String label, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(String.class)
        .description(description)
        .build();
  }

  @Override
  public Integer call() throws Refused {
    throw new Refused(ExitCode.WRONG_USE, "A Master is started by bin/master start.");
  }
}
