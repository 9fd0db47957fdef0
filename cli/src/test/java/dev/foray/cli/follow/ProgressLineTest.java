package dev.foray.cli.follow;

import static dev.foray.cli.follow.JobDraft.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {
  private static final JobSummary HALFWAY =
      job(JobState.RUNNING).chunks(34, 17, 4).speed(48_211.4, 35).nodes(2).summary();

  @Test
  void saysAllWhereThereIsNoEdge() {
    assertThat(ProgressLine.of(HALFWAY))
        .isEqualTo("17/34 chunks, 4 running, 48,211 pairs/s, 35 s left, 2 nodes");
  }

  @Test
  void drawsABarWhereThereIsRoom() {
    assertThat(ProgressLine.of(HALFWAY, 120))
        .startsWith("[############------------] 17/34 chunks, 4 running,");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 60, 70, 79, 80, 81, 100, 200})
  void staysLeftOfTheEdge(int width) {
    assertThat(ProgressLine.of(HALFWAY, width)).hasSizeLessThan(width).contains("17/34 chunks");
  }

  @Test
  void leavesOutWhatMattersLeast() {
    assertThat(ProgressLine.of(HALFWAY, 40)).isEqualTo("17/34 chunks, 4 running, 48,211 pairs/s");
  }

  @Test
  void namesFailedChunks() {
    assertThat(ProgressLine.of(job(JobState.RUNNING).chunks(34, 17, 4).failed(2).summary()))
        .isEqualTo("17/34 chunks, 4 running, 2 failed");
  }

  @Test
  void saysThatTheJobIsPausedOrLimited() {
    assertThat(
            ProgressLine.of(
                job(JobState.RUNNING).chunks(34, 17, 2).pausedBy("anna").limit(3, "ben").summary()))
        .isEqualTo("17/34 chunks, paused, 2 running of at most 3");
    assertThat(ProgressLine.of(job(JobState.PLANNING).pausedBy("anna").summary()))
        .isEqualTo("planning, paused");
  }

  @Test
  void showsNoSpeedBeforeAnythingIsMapped() {
    assertThat(ProgressLine.of(job(JobState.RUNNING).chunks(1, 0, 0).summary()))
        .isEqualTo("0/1 chunk");
  }

  @Test
  void saysThatThePlanIsBeingMade() {
    assertThat(ProgressLine.of(job(JobState.PLANNING).summary(), 80)).isEqualTo("planning");
  }

  @Test
  void barIsFullAtTheEndAndNeverLonger() {
    assertThat(ProgressLine.of(job(JobState.RUNNING).chunks(3, 3, 0).summary(), 80))
        .startsWith("[########################] 3/3 chunks");
  }
}
