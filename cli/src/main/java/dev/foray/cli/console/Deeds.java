package dev.foray.cli.console;

import dev.foray.protocol.JobId;

/** Which key asks for what to be done. */
final class Deeds {
  private Deeds() {}

  static Step ofJob(JobId job, Press press) {
    return switch (press.text()) {
      case "c" -> ask(Deed.Kind.CANCEL, job);
      case "p" -> ask(Deed.Kind.PAUSE, job);
      case "u" -> ask(Deed.Kind.RESUME, job);
      case "t" -> ask(Deed.Kind.RETRY, job);
      default -> new Step.Unknown();
    };
  }

  private static Step ask(Deed.Kind kind, JobId job) {
    return new Step.Ask(Deed.of(kind, job));
  }
}
