package dev.foray.cli;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Whether a command shows what it shows once, or again and again. */
final class WatchOptions {
  private static final Duration EACH = Duration.ofSeconds(2);

  @Option(
      names = "--watch",
      description =
          "Show it again every two seconds, until Ctrl-C or no Master answers; with --json an answer a"
              + " line.")
  private boolean watch;

  /** Asks the Master and writes what it says. */
  interface Showing {
    void show() throws Refused;
  }

  /**
   * @return the exit code
   */
  int carryOut(Surroundings around, OutputOptions output, Showing showing)
      throws Refused, InterruptedException {
    boolean redraws = watch && around.screen().isTerminal() && !output.isJson();
    if (watch) {
      output.repeat();
    }
    do {
      if (redraws) {
        around.screen().clear();
      }
      showing.show();
      if (watch) {
        if (!redraws && !output.isJson()) {
          around.screen().line("");
        }
        around.pace().rest(EACH);
      }
    } while (watch);
    return ExitCode.SUCCEEDED.number();
  }
}
