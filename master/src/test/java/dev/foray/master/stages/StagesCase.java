package dev.foray.master.stages;

import dev.foray.master.ledger.Ledger;
import dev.foray.master.outcome.Reports;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.RemoteFailure;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the stages: one ledger for a class, new stages for each test, and nothing left over. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
abstract class StagesCase {
  Path directory;
  Ledger ledger;
  Stages stages;

  @BeforeAll
  void openLedger(@TempDir Path made) throws Exception {
    directory = made;
    ledger = Stages.openLedger(directory);
  }

  @AfterAll
  void closeLedger() {
    ledger.close();
  }

  @BeforeEach
  void beginStages() {
    stages = new Stages(ledger, 40);
  }

  @AfterEach
  void clearStages() throws Exception {
    stages.clear();
  }

  /** The runner has reported that the attempt failed so. */
  void report(AttemptId attempt, FailureKind kind, String message) {
    stages.reports.note(
        attempt, new Reports.Reported(kind, new RemoteFailure("E", message, "E", "")));
  }
}
