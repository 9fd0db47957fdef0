package dev.foray.master.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OnceASecondTest {
  private final AtomicLong now = new AtomicLong();
  private final OnceASecond<String, Integer> answers = new OnceASecond<>(now::get);

  @Test
  void tenWhoAskAtOnceAreAnsweredByOneQuestion() throws Exception {
    for (int asked = 0; asked < 10; asked++) {
      assertThat(ask("job-1")).isOne();
    }
    now.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(ask("job-1")).isEqualTo(2);
  }

  @Test
  void whoAsksForSomethingElseGetsThat() throws Exception {
    ask("job-1");
    now.addAndGet(TimeUnit.SECONDS.toNanos(1));
    ask("job-1");
    assertThat(ask("job-2")).isOne();
  }

  /** How many times this was made anew. */
  private int ask(String key) throws Exception {
    return answers.ask(key, before -> before == null ? 1 : before + 1);
  }
}
