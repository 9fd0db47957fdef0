package dev.foray.cli.follow;

import static dev.foray.cli.screen.Amounts.count;

import dev.foray.cli.screen.Amounts;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobAdmin.Left;
import dev.foray.protocol.JobState;
import java.util.ArrayList;
import java.util.List;

/** How far a job is, in one line. What matters most comes first; what has no room is left out. */
final class ProgressLine {
  private static final int LONGEST_BAR = 24;
  private static final int SHORTEST_BAR = 8;
  private static final String PAUSED = "paused";

  private ProgressLine() {}

  /** All of it: {@code 12/34 chunks, 4 running, 48,211 pairs/s, 35 s left}. */
  static String of(JobSummary job) {
    return String.join(", ", parts(job));
  }

  /** As much as fits, with a bar where there is room for one. */
  static String of(JobSummary job, int width) {
    StringBuilder line = new StringBuilder();
    for (String part : parts(job)) {
      String next = line.isEmpty() ? part : ", " + part;
      if (!line.isEmpty() && line.length() + next.length() >= width) {
        break;
      }
      line.append(next);
    }
    int room = Math.min(LONGEST_BAR, width - line.length() - 4);
    return job.state() == JobState.RUNNING && room >= SHORTEST_BAR
        ? bar(job, room) + " " + line
        : Amounts.cut(line.toString(), width - 1);
  }

  private static List<String> parts(JobSummary job) {
    Integer chunks = job.chunks();
    if (chunks == null) {
      return job.pause() == null ? List.of("planning") : List.of("planning", PAUSED);
    }
    List<String> parts = new ArrayList<>();
    parts.add(count(job.done()) + "/" + count(chunks, "chunk"));
    addIf(job.pause() != null, parts, PAUSED);
    addIf(job.running() > 0, parts, running(job));
    addIf(job.failed() > 0, parts, count(job.failed()) + " failed");
    addIf(job.state() == JobState.FINISHING, parts, "finishing");
    addIf(isWorking(job), parts, Amounts.rate(job.pairsPerSecond()));
    Left left = job.left();
    if (isWorking(job) && left != null) {
      parts.add(Amounts.left(left));
    }
    addIf(job.nodes() > 0, parts, count(job.nodes(), "node"));
    return parts;
  }

  private static String running(JobSummary job) {
    String running = count(job.running()) + " running";
    return job.limit() == null ? running : running + " of at most " + count(job.limit().chunks());
  }

  private static boolean isWorking(JobSummary job) {
    return job.state() == JobState.RUNNING && job.pairsPerSecond() > 0;
  }

  private static void addIf(boolean holds, List<String> parts, String part) {
    if (holds) {
      parts.add(part);
    }
  }

  private static String bar(JobSummary job, int length) {
    Integer chunks = job.chunks();
    int full = chunks == null || chunks == 0 ? 0 : (int) ((long) length * job.done() / chunks);
    return "[" + "#".repeat(full) + "-".repeat(length - full) + "]";
  }
}
