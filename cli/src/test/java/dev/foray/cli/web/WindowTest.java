package dev.foray.cli.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.JobId;
import dev.foray.protocol.Watch.Glance;
import dev.foray.protocol.Watch.Subject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WindowTest {
  private final ToldMaster told = new ToldMaster();
  private final Windows windows =
      new Windows(told.master(), InstantSource.fixed(ToldMaster.BEGAN), Duration.ofSeconds(20));

  @AfterEach
  void close() {
    windows.close();
  }

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
  void aMasterThatHangsIsSaidAndAskedOnce() throws Exception {
    CountDownLatch answers = new CountDownLatch(1);
    told.beforeAnswer = () -> answers.await(1, TimeUnit.MINUTES);
    try (Windows impatient =
        new Windows(told.master(), InstantSource.fixed(ToldMaster.BEGAN), Duration.ofMillis(100))) {
      Window window = impatient.at(Glance.at(Subject.JOBS));
      assertThat(window.look().away()).isEqualTo("The Master has not answered for 0.1 s.");
      assertThat(window.look().away()).isEqualTo("The Master has not answered for 0.1 s.");
      answers.countDown();
    }
    assertThat(told.glances).hasSizeLessThan(2);
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
