package dev.foray.cli;

import dev.foray.cli.json.Fields;
import dev.foray.cli.screen.Table;
import dev.foray.protocol.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains a command, or what commands end with; asks no Master. */
@Command(
    name = "help",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Explain a command, as its --help does; with exit-codes what commands end with; with json the"
          + " JSON Schema of what they print with --json."
    },
    footer = {
      "",
      "Examples:",
      "  master help submit",
      "  master help exit-codes",
      "  master help json > foray.schema.json"
    })
final class HelpCommand implements Callable<Integer> {
  private static final String EXIT_CODES = "exit-codes";
  private static final String JSON = "json";

  private final Surroundings around;

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..1",
      description = "A command, " + EXIT_CODES + " or " + JSON + ".")
  private @Nullable String topic;

  HelpCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    if (topic == null) {
      return CliMain.run(around, "--help");
    }
    if (topic.equals(JSON)) {
      around.screen().text(Fields.schema());
      return ExitCode.SUCCEEDED.number();
    }
    if (!topic.equals(EXIT_CODES)) {
      // Of a command that is not there no help is asked, so that the nearest one is named.
      return CommandNames.ALL.contains(topic)
          ? CliMain.run(around, topic, "--help")
          : CliMain.run(around, topic);
    }
    Table table = new Table("CODE", "MEANS");
    for (ExitCode code : ExitCode.values()) {
      table.row(String.valueOf(code.number()), code.meaning());
    }
    around.screen().lines(table.lines(around.screen().width()));
    return ExitCode.SUCCEEDED.number();
  }
}
