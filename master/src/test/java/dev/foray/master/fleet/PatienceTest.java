package dev.foray.master.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private long nanoTime = Long.MAX_VALUE - 1;
  private final Patience patience = new Patience(() -> nanoTime);

  private void pass(int seconds) {
    nanoTime += Duration.ofSeconds(seconds).toNanos();
  }

  @Test
  void waitBeginsWhenItIsFirstAskedAbout() {
    assertThat(patience.waited("node-a", "to boot")).isZero();
    pass(2);

    assertThat(patience.waited("node-a", "to boot")).hasSeconds(2);
    assertThat(patience.waited("node-b", "to boot")).isZero();
  }

  @Test
  void anotherWaitForTheSameNodeStartsAnew() {
    patience.waited("node-a", "to boot");
    pass(2);

    assertThat(patience.waited("node-a", "to end")).isZero();
    assertThat(patience.waited("node-a", "to boot")).isZero();
  }

  @Test
  void whatIsForgottenStartsAnew() {
    patience.waited("node-a", "to boot");
    patience.waited("node-b", "to boot");
    patience.waited("node-c", "to boot");
    pass(2);

    patience.forget("node-a");
    patience.keepOnly(Set.of("node-a", "node-b"));

    assertThat(patience.waited("node-a", "to boot")).isZero();
    assertThat(patience.waited("node-b", "to boot")).hasSeconds(2);
    assertThat(patience.waited("node-c", "to boot")).isZero();
  }
}
