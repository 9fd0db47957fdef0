package dev.foray.cli.console;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import java.util.Locale;

/** What is typed after a colon. */
final class Commands {
  private Commands() {}

  /**
   * @param page the one that it is typed on
   */
  static Step read(String typed, Page page) {
    String[] words = typed.strip().split("\\s+", 2);
    String rest = words.length > 1 ? words[1].strip() : "";
    try {
      return read(words[0].toLowerCase(Locale.ROOT), rest, page);
    } catch (IllegalArgumentException e) {
      return new Step.Say(String.valueOf(e.getMessage()));
    }
  }

  private static Step read(String command, String rest, Page page) {
    return switch (command) {
      case "jobs", "top" -> new Step.Open(new JobsPage());
      case "nodes" -> new Step.Open(new NodesPage());
      case "help", "?" -> new Step.Help();
      case "job" -> new Step.Open(new JobPage(JobId.parse(rest)));
      case "chunk" -> chunk(rest, page);
      case "log", "logs" -> new Step.Open(new LogPage(AttemptId.parse(rest)));
      case "cancel" -> ask(Deed.Kind.CANCEL, rest);
      case "pause" -> ask(Deed.Kind.PAUSE, rest);
      case "resume" -> ask(Deed.Kind.RESUME, rest);
      case "retry" -> ask(Deed.Kind.RETRY, rest);
      case "drain" -> new Step.Ask(new Deed(Deed.Kind.DRAIN, rest));
      default -> new Step.Say("There is no command \"" + command + "\": ? lists them");
    };
  }

  private static Step chunk(String rest, Page page) {
    if (!(page instanceof JobPage job)) {
      return new Step.Say("a chunk is one of a job: open the job first");
    }
    return rest.matches("\\d{1,9}")
        ? new Step.Open(new ChunkPage(job.job(), Integer.parseInt(rest)))
        : new Step.Say("\"" + rest + "\" is no number of a chunk: type one such as 42");
  }

  private static Step ask(Deed.Kind kind, String job) {
    return new Step.Ask(Deed.of(kind, JobId.parse(job)));
  }
}
