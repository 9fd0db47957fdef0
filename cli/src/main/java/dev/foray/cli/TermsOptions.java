package dev.foray.cli;

import dev.foray.protocol.JobAdmin.Terms;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a job is to keep to. */
final class TermsOptions {
  @Option(
      names = "--finish-within",
      paramLabel = "DURATION",
      description = {
        "When it is to be done, from now on, such as 90m or 2h:",
        "as many nodes as that takes, within --max-nodes."
      })
  private @Nullable String finishWithin;

  @Option(
      names = "--budget",
      paramLabel = "USD",
      description = {
        "What the nodes may cost in all, such as 12.50; then the",
        "job waits for more."
      })
  private @Nullable String budget;

  @Option(
      names = "--chunk-lasts",
      paramLabel = "DURATION",
      description = {
        "How long a chunk is taken to last before one of this",
        "class was measured; else a minute."
      })
  private @Nullable String chunkLasts;

  /** As it was written. */
  Terms terms() {
    return new Terms(finishWithin, budget, chunkLasts);
  }
}
