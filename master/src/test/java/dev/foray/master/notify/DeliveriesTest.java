package dev.foray.master.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.master.ledger.Bounds;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.LedgerAddress;
import dev.foray.master.ledger.NewJob;
import dev.foray.master.ledger.Notification;
import dev.foray.master.ledger.Notification.Event;
import dev.foray.master.ledger.NotificationState;
import dev.foray.master.ledger.Release;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a notification is tried, and again, and no more. */
class DeliveriesTest {
  private static final Instant BEGIN = Instant.parse("2026-11-24T07:00:00Z");

  private static Ledger ledger;
  private static int made;

  private final Map<String, String> failing = new HashMap<>();
  private final List<String> tried = new ArrayList<>();
  private final List<String> delivered = new ArrayList<>();
  private Instant now = BEGIN;
  private Deliveries deliveries;
  private JobId job;

  @BeforeAll
  static void open(@TempDir Path directory) throws Exception {
    ledger = Ledger.open(new LedgerAddress(null, null, new Secret(""), directory));
    ledger.releases().add(new Release("r", BEGIN, List.of(), List.of(), List.of(), false));
  }

  @AfterAll
  static void close() {
    ledger.close();
  }

  /** Nothing is left of the test before. */
  @BeforeEach
  void begin() throws Exception {
    ledger
        .notifications()
        .due(BEGIN.plus(Duration.ofDays(100)), 1_000)
        .forEach(left -> ledger.notifications().giveUp(left.id()));
    job = ledger.jobs().add(job("request-" + made++)).job();
    deliveries = deliveries();
  }

  private Deliveries deliveries() {
    return new Deliveries(ledger.notifications(), targets(), this::deliver, () -> now);
  }

  private static Targets targets() {
    try {
      return Targets.of(
          Map.of("a.url", "https://a.example/", "b.url", "https://b.example/"),
          new WebhookRules(List.of(), false));
    } catch (Refused e) {
      throw new AssertionError(e);
    }
  }

  private void deliver(Target target, String id, String body) throws Undelivered {
    String name = ((Target.Webhook) target).uri().getHost().substring(0, 1);
    tried.add(name);
    String why = failing.get(name);
    if (why != null) {
      throw new Undelivered(why);
    }
    delivered.add(id);
  }

  @Test
  void whatArrivesIsNotSentAgain() {
    String id = store("a", "1");
    deliveries.run();
    deliveries.run();

    assertThat(delivered).containsExactly(id);
    assertThat(complaint()).isEmpty();
  }

  @Test
  void whatDoesNotArriveIsTriedAfterPausesThatDoubleUntilADayHasPassed() {
    store("a", "1");
    failing.put("a", "a.example answered 500");
    List<Long> pauses = new ArrayList<>();
    Instant last = now;
    while (now.isBefore(BEGIN.plus(Duration.ofDays(2)))) {
      int before = tried.size();
      deliveries.run();
      if (tried.size() > before) {
        pauses.add(Duration.between(last, now).toSeconds());
        last = now;
      }
      now = now.plusSeconds(tried.size() < 11 ? 5 : 300);
    }

    assertThat(pauses).startsWith(0L, 5L, 10L, 20L, 40L, 80L, 160L, 320L, 600L, 600L);
    assertThat(last).isBefore(BEGIN.plus(Deliveries.TERM));
    assertThat(complaint())
        .hasValueSatisfying(
            sentence ->
                assertThat(sentence)
                    .startsWith(
                        "a is not told yet of FAILED: a.example answered 500; given up after"));
  }

  @Test
  void anotherMasterGoesOnWithTheSameId() throws Exception {
    String id = store("a", "1");
    failing.put("a", "a.example did not answer within 10 s");
    deliveries.run();
    assertThat(complaint())
        .hasValue(
            "a is not told yet of FAILED: a.example did not answer within 10 s; tried once, again"
                + " in 5 s");
    failing.clear();
    now = now.plusSeconds(5);

    deliveries().run();

    assertThat(delivered).containsExactly(id);
    assertThat(complaint()).isEmpty();
  }

  @Test
  void oneThatNeverAnswersIsTriedOnceAPauseHoweverMuchIsForIt() {
    for (int i = 0; i < 20; i++) {
      store("a", "for a " + i);
    }
    store("b", "for b");
    failing.put("a", "a.example did not answer within 10 s");

    deliveries.run();
    deliveries.run();

    assertThat(tried)
        .containsExactlyInAnyOrder("a", "b"); // All are due at once, in the order of their ids.
  }

  @Test
  void targetThatIsAllowedNoMoreIsSaid() {
    store("c", "1");
    deliveries.run();

    assertThat(tried).isEmpty();
    assertThat(complaint())
        .hasValueSatisfying(
            sentence -> assertThat(sentence).contains("there is nobody to notify by the name c"));
  }

  @Test
  void whatIsStoredTwiceForOneOccasionIsThereOnce() {
    store("a", "1");
    assertThat(ledger.notifications().add(notification("a", "1"))).isFalse();
    deliveries.run();

    assertThat(tried).containsExactly("a");
  }

  @Test
  void closedOneTriesNothing() {
    store("a", "1");
    deliveries.close();
    deliveries.run();

    assertThat(tried).isEmpty();
  }

  @Test
  void tryOutIsSentAtOnceAndSaysWhyItDoesNotArrive() throws Exception {
    deliveries.tryOut(notification("a", "test"));
    failing.put("a", "a.example answered 404");

    assertThatThrownBy(() -> deliveries.tryOut(notification("a", "test")))
        .isInstanceOf(Refused.class)
        .hasMessage("not delivered: a.example answered 404");
    assertThat(complaint()).isEmpty();
  }

  private Optional<String> complaint() {
    try (Post post = new Post(ledger, targets(), name -> Optional.empty(), "9f3a", () -> now)) {
      return post.complaint(job);
    }
  }

  private String store(String target, String occasion) {
    Notification notification = notification(target, occasion);
    assertThat(ledger.notifications().add(notification)).isTrue();
    return notification.id();
  }

  private Notification notification(String target, String occasion) {
    return new Notification(
        Post.newId(),
        job,
        Event.FAILED,
        occasion,
        target,
        "{}",
        NotificationState.WAITING,
        now,
        0,
        now,
        null);
  }

  private static NewJob job(String request) {
    return new NewJob(
        "a.Job",
        "r",
        request,
        null,
        0,
        "ada",
        BEGIN,
        "UTC",
        "en",
        "UTF-8",
        List.of(),
        List.of(),
        Bounds.NONE);
  }
}
