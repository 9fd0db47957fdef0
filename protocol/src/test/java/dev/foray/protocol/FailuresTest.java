package dev.foray.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is said of failures, and what is never said. */
class FailuresTest {

  @Test
  void failureCrossesAsTextWithItsRootCause() {
    RemoteFailure failure =
        RemoteFailure.of(new IllegalStateException("outer", new IOException("inner")));

    assertThat(failure.type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(failure.rootType()).isEqualTo("java.io.IOException");
    assertThat(failure).hasToString("java.lang.IllegalStateException: outer");
    assertThat(failure.stack()).contains("Caused by: java.io.IOException: inner");
  }

  @Test
  void longFailuresAreCut() {
    RemoteFailure failure = RemoteFailure.of(new IOException("x".repeat(100_000)));

    assertThat(failure.message()).hasSize(4_001);
    assertThat(failure.stack()).hasSize(16_001);
  }

  @Test
  void failureWithoutMessageIsItsType() {
    assertThat(RemoteFailure.of(new IOException())).hasToString("java.io.IOException");
  }

  @Test
  void causesThatGoInACircleEnd() {
    IOException one = new IOException("one");
    one.initCause(new IOException("two", one));

    assertThat(RemoteFailure.of(one).rootType()).isEqualTo("java.io.IOException");
  }

  @Test
  void secretIsNeverPrintedHoweverDeepItLies() {
    Order.Database database =
        new Order.Database("jdbc:postgresql://db/app", "app", new Secret("letmein"));

    assertThat(database.toString()).contains("app", "***").doesNotContain("letmein");
    assertThat(new NamedSecret("api-key", new Secret("letmein")).toString())
        .doesNotContain("letmein");
    assertThat(database.password().reveal()).isEqualTo("letmein");
  }

  @Test
  void exitCodesAreThoseOfTheDocuments() {
    assertThat(ExitCode.values())
        .extracting(ExitCode::number)
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 130);
  }
}
