package dev.foray.master.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessMarkTest {
  private final ProcessMark mine = ProcessMark.ofThisProcess().orElseThrow();

  @Test
  void aProcessThatRunsIsNotGone() {
    assertThat(mine.isGone()).isFalse();
    assertThat(mine.place()).hasSizeLessThan(400);
  }

  @Test
  void aProcessThatHasEndedIsGone() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    assertThat(ended.waitFor(1, TimeUnit.MINUTES)).isTrue();

    assertThat(new ProcessMark(mine.place(), ended.pid(), 1).isGone()).isTrue();
  }

  @Test
  void aProcessWhoseNumberAnotherOneHasNowIsGone() {
    assertThat(new ProcessMark(mine.place(), mine.pid(), mine.startTicks() + 1).isGone()).isTrue();
  }

  @Test
  void nobodyCanSayOfAProcessElsewhere() {
    assertThat(new ProcessMark("elsewhere", mine.pid(), mine.startTicks() + 1).isGone()).isFalse();
  }
}
