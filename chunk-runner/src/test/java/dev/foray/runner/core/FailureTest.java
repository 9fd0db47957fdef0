package dev.foray.runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.FailureKind;
import org.junit.jupiter.api.Test;

class FailureTest extends FailureContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }

  @Override
  String urlAt(int port) {
    return "jdbc:h2:tcp://localhost:" + port + "/nowhere;IFEXISTS=TRUE";
  }

  @Test
  void wrongPasswordIsNamed() {
    attempts.planned(LambdaJob.job());
    database.execute("alter user sa set password 'other'");
    try {
      AttemptResult result =
          attempts.url(database.url() + ";TRACE_LEVEL_FILE=0").chunkDispatched(LambdaJob.job());
      assertThat(result.kind()).isEqualTo(FailureKind.MISTAKE);
      assertThat(result.failure())
          .message()
          .startsWith("the database at h2:mem:core refuses the user \"sa\"");
    } finally {
      new TestDatabase(database.url(), "sa", "other").execute("alter user sa set password ''");
    }
  }
}
