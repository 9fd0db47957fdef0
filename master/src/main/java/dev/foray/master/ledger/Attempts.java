package dev.foray.master.ledger;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.DatabaseSession;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The attempt rows. */
public final class Attempts {
  Attempts() {}

  public Optional<Attempt> find(AttemptId attempt) {
    throw new AssertionError("to be written");
  }

  /** Those in a state that is not terminal, of all jobs. */
  public List<Attempt> alive() {
    throw new AssertionError("to be written");
  }

  /** Of one chunk, of plan or of finish, oldest first. */
  public List<Attempt> of(JobId job, Step step, int chunk) {
    throw new AssertionError("to be written");
  }

  /** The last failed attempt of each FAILED chunk, by chunk. */
  public List<Attempt> failed(JobId job, int most) {
    throw new AssertionError("to be written");
  }

  /** The first attempts of the job that ended, in the order of their ends; chunks only. */
  public List<Attempt> firstEnded(JobId job, int most) {
    throw new AssertionError("to be written");
  }

  /** STARTING becomes RUNNING, with the session that it reported. */
  public boolean started(AttemptId attempt, DatabaseSession session, Instant now) {
    throw new AssertionError("to be written");
  }

  /** Ends the row, if it has not ended yet. */
  public boolean end(AttemptId attempt, AttemptOutcome outcome, Instant now) {
    throw new AssertionError("to be written");
  }
}
