package dev.foray.cli;

import dev.foray.cli.follow.LineFilter;
import dev.foray.cli.follow.RemoteLog;
import dev.foray.cli.follow.Since;
import dev.foray.cli.json.Fields;
import dev.foray.cli.json.Json;
import dev.foray.cli.screen.Screen;
import dev.foray.cli.screen.Wording;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what the job's code and its chunk-runner wrote, or a node. */
@Command(
    name = "logs",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Print the log of an attempt at a chunk, at the plan or at the finish; of a job what its"
          + " failed chunks wrote, or what began last; of a node what its worker wrote, or its"
          + " console. It is there when the node is gone."
    },
    footer = {
      "",
      "Examples:",
      "  master logs 17",
      "  master logs job-17.chunk-42",
      "  master logs job-17.chunk-42.attempt-3 --grep 'ORA-\\d+'",
      "  master logs job-17.finish -f",
      "  master logs node-7f3a09c2 --since 10m"
    })
final class LogsCommand implements Callable<Integer> {
  /** Characters of all logs: one of an attempt has fewer, that of a node may have any number. */
  private static final int LONGEST_JSON = 10_000_000;

  private final Surroundings around;

  @Parameters(
      index = "0",
      paramLabel = "WHAT",
      description = {
        "job-17, job-17.chunk-42, job-17.plan or job-17.finish: the last attempt, if .attempt-3"
            + " does not follow; or a node, as `master nodes` has it."
      })
  private String what = "";

  @Option(
      names = {"-f", "--follow"},
      description =
          "Go on until the attempt or the node has ended; with --json each piece is a line.")
  private boolean follow;

  @Option(
      names = "--grep",
      paramLabel = "PATTERN",
      description = "Only lines that have this regular expression in them.")
  private @Nullable String grep;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = {
        "Only what was written since then: 10m for ten minutes ago, 09:30, 2026-11-29T09:30, or"
            + " with an offset. A line without a time is as old as the one before it."
      })
  private @Nullable String since;

  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  LogsCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused, InterruptedException {
    Pattern wanted = pattern();
    Instant from =
        since == null ? null : Since.parse(since, Instant.now().atZone(ZoneId.systemDefault()));
    LogSubject subject = LogSubject.of(reach.dial(around.environment()), what);
    if (output.isJson() && follow) {
      printPieces(subject, wanted, from);
    } else if (output.isJson()) {
      printJson(subject, wanted, from);
    } else {
      print(subject, wanted, from);
    }
    return ExitCode.SUCCEEDED.number();
  }

  private @Nullable Pattern pattern() throws Refused {
    try {
      return grep == null ? null : Pattern.compile(grep);
    } catch (PatternSyntaxException e) {
      throw new Refused(
          ExitCode.WRONG_USE, Wording.noPattern(grep, e.getDescription(), e.getIndex()));
    }
  }

  private void print(LogSubject subject, @Nullable Pattern wanted, @Nullable Instant from)
      throws Refused, InterruptedException {
    Screen screen = around.screen();
    boolean chooses = wanted != null || from != null;
    boolean found = false;
    for (RemoteLog log : subject.logs()) {
      Shown shown = new Shown(screen, subject.kind() == LogSubject.Kind.JOB ? log.name() : null);
      if (!chooses) {
        shown.begin();
      }
      LineFilter lines = new LineFilter(wanted, from, shown);
      read(log, subject, lines);
      found |= shown.begun;
    }
    if (chooses && !found) {
      screen.complain(Wording.noSuchLine(subject.logs().stream().map(RemoteLog::name).toList()));
    }
  }

  /**
   * Several are those of attempts that failed, which nothing is added to.
   *
   * @return whether more may come
   */
  private boolean read(RemoteLog log, LogSubject subject, LineFilter lines)
      throws Refused, InterruptedException {
    boolean goesOn = false;
    if (follow && subject.logs().size() == 1) {
      log.follow(lines, around.pace());
    } else {
      goesOn = log.read(lines);
    }
    lines.end();
    return goesOn;
  }

  /** What of one log is shown, below its name where there may be several. */
  private static final class Shown implements Consumer<String> {
    private final Screen screen;
    private final @Nullable String name;
    private boolean begun;

    private Shown(Screen screen, @Nullable String name) {
      this.screen = screen;
      this.name = name;
    }

    private void begin() {
      if (!begun && name != null) {
        screen.line(Wording.logOf(name));
      }
      begun = true;
    }

    @Override
    public void accept(String text) {
      begin();
      screen.text(text);
    }
  }

  /** As they come; the last one of each log is empty. */
  private void printPieces(LogSubject subject, @Nullable Pattern wanted, @Nullable Instant from)
      throws Refused, InterruptedException {
    for (RemoteLog log : subject.logs()) {
      Consumer<String> out = text -> printPiece(subject, log, text, false);
      boolean goesOn = read(log, subject, new LineFilter(wanted, from, out));
      printPiece(subject, log, "", !goesOn);
    }
  }

  private void printPiece(LogSubject subject, RemoteLog log, String text, boolean ended) {
    around.screen().line(Json.line(Fields.ofLog(member(subject), log.name(), text, ended)));
  }

  private static String member(LogSubject subject) {
    return subject.kind() == LogSubject.Kind.NODE ? "node" : "attempt";
  }

  private void printJson(LogSubject subject, @Nullable Pattern wanted, @Nullable Instant from)
      throws Refused {
    List<Map<String, @Nullable Object>> logs = new ArrayList<>();
    int left = LONGEST_JSON;
    for (RemoteLog log : subject.logs()) {
      StringBuilder whole = new StringBuilder();
      Consumer<String> into = whole::append;
      LineFilter lines = new LineFilter(wanted, from, into);
      int room = left;
      boolean goesOn = log.read(lines, () -> whole.length() > room);
      lines.end();
      left -= whole.length();
      if (left < 0) {
        throw new Refused(ExitCode.WRONG_USE, Wording.logTooLongForJson(log.name(), LONGEST_JSON));
      }
      logs.add(Fields.ofLog(member(subject), log.name(), whole.toString(), !goesOn));
    }
    around
        .screen()
        .line(
            Json.of(
                subject.kind() == LogSubject.Kind.JOB
                    ? Fields.ofLogs(subject.name(), logs)
                    : logs.get(0)));
  }
}
