package dev.foray.master.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LastRoundTest {
  private final List<String> ran = new CopyOnWriteArrayList<>();

  @Test
  void whatIsToBeToldIsFoundAndThenSentBeforeItReturns() {
    new LastRound(List.of(() -> ran.add("notices"), () -> ran.add("post")), Duration.ofMinutes(1))
        .run();

    assertThat(ran).containsExactly("notices", "post");
  }

  @Test
  void whoeverNeverAnswersDoesNotHoldTheEnd() {
    CountDownLatch never = new CountDownLatch(1);
    new LastRound(List.of(() -> hang(never), () -> ran.add("post")), Duration.ofMillis(20)).run();

    assertThat(ran).isEmpty();
    never.countDown();
  }

  @Test
  void aDatabaseThatIsAwayDoesNotHoldItEither() {
    new LastRound(
            List.of(
                () -> {
                  throw new IllegalStateException("the database is away");
                },
                () -> ran.add("post")),
            Duration.ofMinutes(1))
        .run();

    assertThat(ran).isEmpty();
  }

  private static void hang(CountDownLatch never) {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
