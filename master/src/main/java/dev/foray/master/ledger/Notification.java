package dev.foray.master.ledger;

import dev.foray.protocol.JobId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is to be told of a job.
 *
 * @param id the same at each try
 * @param occasion tells it from others of the job with that event; there is one for each
 * @param target as the job's setting says it
 * @param body the same at each try
 * @param tries those that have failed
 * @param dueAt when it is tried next
 * @param failure why the last try failed; null: none has
 */
public record Notification(
    String id,
    JobId job,
    Event event,
    String occasion,
    String target,
    String body,
    NotificationState state,
    Instant createdAt,
    int tries,
    Instant dueAt,
    @Nullable String failure) {

  /** What has happened. */
  public enum Event {
    SUCCEEDED,
    FAILED,
    CANCELLED,
    /** Nothing of the job has moved for a time. */
    STALLED,
    /** Its budget is nearly spent. */
    BUDGET,
    /** Nothing: somebody tries whether it arrives. */
    TEST
  }
}
