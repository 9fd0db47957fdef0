package dev.foray.master.ledger;

import static dev.foray.master.ledger.LedgerRig.NOW;
import static dev.foray.master.ledger.LedgerRig.threw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.master.ledger.ChunkTimes.Held;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Phases;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What every ledger says of how long attempts last, and of what they spent it on. */
interface ChunkTimesContract {
  LedgerRig rig();

  @Test
  default void attemptsThatEndedSinceThenAreGivenAndThoseThatRunByWhenTheyBegan()
      throws SQLException {
    JobId job = rig().running(3);
    AttemptId failed = rig().dispatchFirst(job);
    rig().ledger().chunks().giveBack(failed, threw("boom"), null, NOW.plusSeconds(5));
    rig().dispatchFirst(job);
    ChunkTimes times = rig().ledger().chunkTimes();

    assertThat(times.ended(job, NOW, 10)).containsExactly(new Held(NOW, NOW.plusSeconds(5), false));
    assertThat(times.ended(job, NOW.plusSeconds(5), 10)).isEmpty();
    assertThat(times.running(job)).containsExactly(NOW);
  }

  @Test
  default void whatAnAttemptSpentItsTimeOnIsKept() throws SQLException {
    JobId job = rig().running(2);
    AttemptId timed = rig().dispatchFirst(job);
    Phases phases = new Phases(1, 2, 3, 4);
    rig().ledger().chunks().giveBack(timed, threw("boom").in(phases), null, NOW);
    AttemptId silent = rig().dispatchFirst(job);

    assertThat(rig().ledger().attempts().find(timed).orElseThrow().phases()).isEqualTo(phases);
    assertThat(rig().ledger().attempts().find(silent).orElseThrow().phases())
        .isEqualTo(Phases.NONE);
  }
}
