package dev.foray.cli.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.JobId;
import dev.foray.protocol.Watch.Glance;
import dev.foray.protocol.Watch.Subject;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class WindowTest {
  private final ToldMaster told = new ToldMaster();
  private final Windows windows = new Windows(told.master(), InstantSource.fixed(ToldMaster.BEGAN));

  @Test
  void tenTabsOfOneScreenAreOneQuestion() throws Exception {
    for (int tab = 0; tab < 10; tab++) {
      assertThat(windows.at(job(17)).look().look()).isNotNull();
    }
    assertThat(told.glances).hasSize(1);
  }

  @Test
  void whatIsSeenStaysWhileNoMasterAnswers() throws Exception {
    Window window = windows.at(Glance.at(Subject.JOBS));
    told.away = true;
    assertThat(window.look().look()).isNull();
    assertThat(window.look().away()).startsWith("No Master answers at 127.0.0.1:1099");
  }

  @Test
  void aRefusalIsASentenceAndAskedOnce() throws Exception {
    assertThat(windows.at(job(99)).look().refused()).isEqualTo("there is no job-99");
    assertThat(windows.at(job(99)).look().refused()).isEqualTo("there is no job-99");
    assertThat(told.glances).hasSize(1);
  }

  @Test
  void aLargeJobIsThereWithTheFirstAnswerIfItFits() throws Exception {
    told.chunks = 100_000;
    Window window = windows.at(job(17));
    window.look();
    assertThat(window.mosaic().from()).isZero();
    assertThat(window.mosaic().changes(0, 0).total()).isEqualTo(100_000);
  }

  private static Glance job(long number) {
    return new Glance(Subject.JOB, new JobId(number), 0, null, 0, 0, 0);
  }
}
