package dev.foray.cli;

import dev.foray.cli.screen.Screen;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether the command follows its job. */
final class Stay {
  @Option(names = "--wait", description = "Follow the job to its end, as is done on a terminal.")
  private boolean wait;

  @Option(names = "--detach", description = "Don't follow it, as is done without a terminal.")
  private boolean detach;

  /**
   * @param said null: nothing was
   */
  static boolean follows(@Nullable Stay said, Screen screen) {
    return said == null ? screen.isTerminal() : said.wait && !said.detach;
  }
}
