package dev.foray.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunnersMemoryTest {
  private static final long GIB = 1L << 30;

  private final RunnersMemory memory = new RunnersMemory(4 * GIB);

  @Test
  void holdsSoManyJvmsAsMayGrowToTheirHeapsBesideTheSystem() {
    assertThat(memory.hasRoom(1_024)).isTrue();
    memory.take(1_024);
    memory.take(1_024);

    assertThat(memory.hasRoom(1_024)).isFalse();
    assertThat(memory.hasRoom(512)).isTrue();
  }

  @Test
  void oneThatHasEndedLeavesItsRoomToTheNext() {
    memory.take(1_024);
    memory.take(1_024);
    memory.free(1_024);

    assertThat(memory.hasRoom(1_024)).isTrue();
  }
}
