package dev.foray.master.ledger;

import static dev.foray.master.ledger.LedgerRig.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.master.ledger.Notification.Event;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every ledger does with what somebody is to be told. */
interface NotificationsContract {
  LedgerRig rig();

  @Test
  default void endIsUntoldUntilItsNotificationIsStored() {
    Notifications rows = rig().ledger().notifications();
    JobId job = rig().accepted().id();
    assertThat(untold("attempts")).doesNotContain(job);

    rig().ledger().jobs().move(job, JobState.ACCEPTED, JobState.CANCELLED, null, NOW);
    assertThat(untold("attempts")).contains(job);
    assertThat(untold("notify")).doesNotContain(job);

    assertThat(rows.add(notification(job))).isTrue();
    assertThat(rows.add(notification(job))).isFalse();
    assertThat(untold("attempts")).doesNotContain(job);
  }

  private List<JobId> untold(String setting) {
    return rig().ledger().notifications().endsUntold(setting, NOW.minusSeconds(60), 10_000);
  }

  @Test
  default void whatFailsWaitsWithAllForItsTargetAndWhatIsDeliveredIsDueNoMore() {
    Notifications rows = rig().ledger().notifications();
    Notification first = notification(rig().accepted().id());
    Notification second = notification(rig().accepted().id());
    rows.add(first);
    rows.add(second);

    rows.failed(first, "it answered 500", NOW.plusSeconds(5));
    assertThat(rows.due(NOW, 10_000))
        .extracting(Notification::job)
        .doesNotContain(first.job(), second.job());
    assertThat(rows.due(NOW.plusSeconds(5), 10_000))
        .extracting(Notification::id)
        .contains(first.id(), second.id());
    assertThat(rows.undelivered(first.job()).orElseThrow().tries()).isEqualTo(1);
    assertThat(rows.undelivered(second.job())).isEmpty();
    assertThat(rows.waiting()).isPositive();

    assertThat(rows.delivered(first.id())).isTrue();
    assertThat(rows.delivered(first.id())).isFalse();
    assertThat(rows.undelivered(first.job())).isEmpty();
    assertThat(rows.counts()).containsKeys(NotificationState.WAITING, NotificationState.DELIVERED);
  }

  private static Notification notification(JobId job) {
    return new Notification(
        UUID.randomUUID().toString(),
        job,
        Event.CANCELLED,
        NOW.toString(),
        "ops",
        "{}",
        NotificationState.WAITING,
        NOW,
        0,
        NOW,
        null);
  }
}
