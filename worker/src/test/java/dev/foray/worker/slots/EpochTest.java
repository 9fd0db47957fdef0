package dev.foray.worker.slots;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.Refused;
import org.junit.jupiter.api.Test;

class EpochTest {
  private final Epoch epoch = new Epoch();

  @Test
  void olderMasterIsRefusedOnceANewerOneHasSpoken() throws Exception {
    epoch.check(3);
    epoch.check(4);

    assertThatThrownBy(() -> epoch.check(3))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("of epoch 4")
        .hasMessageContaining("of epoch 3");
    assertThatCode(() -> epoch.check(4)).doesNotThrowAnyException();
  }

  @Test
  void whatIsLearntFromAWelcomeCountsAndNeverFalls() {
    epoch.learn(5);
    epoch.learn(2);

    assertThatThrownBy(() -> epoch.check(4)).isInstanceOf(Refused.class);
  }
}
