package dev.foray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where the console can't be: it says what is there instead, and writes nothing that moves. */
class ConsoleCommandTest extends AtFakeMaster {
  private static final String INSTEAD =
      "The console needs a terminal that can move its cursor: `master jobs` and `master job JOB` show"
          + " the same as plain text, with --json for programs.\n";

  @AfterEach
  void nobodyTypesAnyMore() {
    System.clearProperty("foray.typed");
  }

  /** As which bin/master tells of a dumb one, too. */
  @Test
  void withoutATerminalItIsRefused() {
    System.setProperty("foray.typed", "true");
    assertThat(typist.types("console")).isEqualTo(2);
    assertThat(typist.complaint()).isEqualTo(INSTEAD);
    assertThat(typist.reads()).isEmpty();
  }

  @Test
  void whoseCertificateHasEndedIsToldBeforeTheScreenOpens() throws IOException {
    System.setProperty("foray.typed", "true");
    typist.atTerminal(80);
    master.admit(directory, Instant.now().minusSeconds(60));

    assertThat(typist.types("console")).isEqualTo(2);
    assertThat(typist.complaint()).startsWith("Your certificate ended on ").hasLineCount(1);
    assertThat(typist.reads()).isEmpty();
  }

  @Test
  void whereNobodyTypesItIsRefused() {
    typist.atTerminal(80);
    assertThat(typist.types("console")).isEqualTo(2);
    assertThat(typist.complaint()).isEqualTo(INSTEAD);
    assertThat(typist.reads()).isEmpty();
  }
}
