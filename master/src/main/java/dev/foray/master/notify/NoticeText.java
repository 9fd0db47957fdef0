package dev.foray.master.notify;

import dev.foray.master.ledger.ChunkCounts;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Notification;
import dev.foray.master.ledger.Notification.Event;
import dev.foray.master.ledger.NotificationState;
import dev.foray.master.wait.Wait;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts a notification into words, and into JSON whose members stand in {@code
 * docs/notifications.md}. Thread-safe.
 */
final class NoticeText {
  private static final int LONGEST_SENTENCE = 2_000;
  private static final int LONGEST_NAME = 1_000;

  private final String cluster;
  private final Supplier<String> ids;

  NoticeText(String cluster, Supplier<String> ids) {
    this.cluster = cluster;
    this.ids = ids;
  }

  static String ended(Job job, ChunkCounts counts) {
    String done = counts.done() + " of " + counts.total() + " chunks are done";
    return switch (job.state()) {
      case FAILED ->
          name(job)
              + " has FAILED: "
              + Objects.requireNonNullElse(job.failure(), "no cause is known");
      case CANCELLED -> name(job) + " was cancelled by " + job.cancelRequestedBy() + "; " + done;
      case SUCCEEDED, ACCEPTED, PLANNING, RUNNING, FINISHING ->
          name(job)
              + " has "
              + job.state()
              + ": "
              + done
              + ", "
              + counts.progress().pairsWritten()
              + " pairs written";
    };
  }

  static String stalled(Job job, Duration still, Wait wait) {
    long seconds = still.toSeconds();
    String length = seconds < 120 ? seconds + " s" : still.toMinutes() + " min";
    return "nothing of " + name(job) + " has moved for " + length + ": " + wait.sentence();
  }

  static String budget(Job job, double used, Usd budget) {
    return name(job)
        + " has used "
        + Math.round(used * 100)
        + " % of its budget of "
        + budget
        + " USD";
  }

  private static String name(Job job) {
    return job.id() + " (" + job.jobClass() + ")";
  }

  Notification of(
      Job job,
      ChunkCounts counts,
      Event event,
      String occasion,
      String target,
      String sentence,
      Instant now) {
    String id = ids.get();
    Map<String, @Nullable Object> members = head(id, event, sentence, now);
    members.put("job", job.id());
    members.put("class", cut(job.jobClass(), LONGEST_NAME));
    members.put("key", job.key() == null ? null : cut(job.key(), LONGEST_NAME));
    members.put("state", job.state());
    members.put("submittedBy", cut(job.submittedBy(), LONGEST_NAME));
    members.put("submittedAt", job.submittedAt());
    members.put("endedAt", job.endedAt());
    members.put("chunks", counts.total());
    members.put("done", counts.done());
    members.put("failed", counts.failed());
    members.put("pairsWritten", counts.progress().pairsWritten());
    members.put("pairsSkipped", counts.progress().pairsSkipped());
    return new Notification(
        id,
        job.id(),
        event,
        occasion,
        target,
        JsonText.of(members),
        NotificationState.WAITING,
        now,
        0,
        now,
        null);
  }

  /** To try whether one arrives; of no job. */
  Notification test(String target, String by, Instant now) {
    String id = ids.get();
    String sentence = by + " tries whether notifications arrive";
    return new Notification(
        id,
        new JobId(0),
        Event.TEST,
        id,
        target,
        JsonText.of(head(id, Event.TEST, sentence, now)),
        NotificationState.WAITING,
        now,
        0,
        now,
        null);
  }

  private Map<String, @Nullable Object> head(String id, Event event, String sentence, Instant now) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("id", id);
    members.put("event", event);
    members.put("at", now);
    members.put("cluster", cluster);
    members.put("sentence", cut(sentence, LONGEST_SENTENCE));
    return members;
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
