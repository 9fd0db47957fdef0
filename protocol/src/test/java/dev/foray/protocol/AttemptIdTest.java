package dev.foray.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptIdTest {
  private static final JobId JOB = new JobId(17);

  static List<AttemptId> everyKind() {
    JobId greatest = new JobId(999_999_999_999_999_999L);
    return List.of(
        AttemptId.ofChunk(JOB, 42, 3),
        AttemptId.ofChunk(JOB, 0, 1),
        AttemptId.ofPlan(JOB, 1),
        AttemptId.ofFinish(JOB, 2),
        AttemptId.ofChunk(greatest, 999_999_999, 999_999_999));
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void isReadAsItIsPrinted(AttemptId id) {
    assertThat(AttemptId.parse(id.toString())).isEqualTo(id);
  }

  @Test
  void printsTheWordsOfTheGlossary() {
    assertThat(AttemptId.ofChunk(JOB, 42, 3)).hasToString("job-17.chunk-42.attempt-3");
    assertThat(AttemptId.ofPlan(JOB, 1)).hasToString("job-17.plan.attempt-1");
    assertThat(AttemptId.ofFinish(JOB, 1)).hasToString("job-17.finish.attempt-1");
    assertThat(AttemptId.ofChunk(JOB, 42, 3).subject()).isEqualTo("job-17.chunk-42");
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void applicationNameFitsIntoWhatPostgresKeeps(AttemptId id) {
    assertThat(id.applicationName().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(63);
  }

  @Test
  void applicationNameIsInNumbers() {
    assertThat(AttemptId.ofChunk(JOB, 42, 3).applicationName()).isEqualTo("foray:17:42:3");
    assertThat(AttemptId.ofPlan(JOB, 1).applicationName()).isEqualTo("foray:17:p:1");
    assertThat(AttemptId.ofFinish(JOB, 2).applicationName()).isEqualTo("foray:17:f:2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "job-17",
        "job-17.chunk-42",
        "job-17.chunk-.attempt-3",
        "job-17.chunk-42.attempt-3.attempt-4",
        "job-17.chunk--1.attempt-3",
        "JOB-17.chunk-42.attempt-3",
        "job-17.chunk-1234567890.attempt-1"
      })
  void whatIsNoIdIsRefusedSayingHowToWriteIt(String text) {
    assertThatThrownBy(() -> AttemptId.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\" is no attempt id: write it as");
  }
}
