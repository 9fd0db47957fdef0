package dev.foray.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code master} itself: says which commands there are. */
@Command(
    name = "master",
    versionProvider = Version.class,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    description = "Batch jobs over a database, on machines that exist only for the job.",
    footer = {
      "",
      "Exit codes: 0 succeeded, 1 the job failed, 2 wrong use, 3 no Master answered,",
      "4 the job was cancelled, 5 the database refuses or is missing, 130 interrupted.",
      "",
      "Example:",
      "  master run --jar examples/examples.jar LoadCities"
    })
final class MasterCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show where a failure comes from.")
  private boolean verbose;

  boolean isVerbose() {
    return verbose;
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "Which command?");
    }
  }
}
