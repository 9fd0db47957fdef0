package dev.foray.master.outcome;

import dev.foray.master.ledger.AttemptOutcome;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Progress;

/**
 * Told of what has come out, once each, by the thread that has just entered it in the ledger: for
 * whoever counts. Decides nothing; returns at once and does not throw. Thread-safe.
 */
public interface Witness {
  /** Of a Master that nobody measures. */
  Witness NONE =
      new Witness() {
        @Override
        public void ended(AttemptId attempt, AttemptOutcome outcome, Progress committed) {}

        @Override
        public void workerLost() {}
      };

  /**
   * @param committed what a chunk's output holds; nothing where none was committed
   */
  void ended(AttemptId attempt, AttemptOutcome outcome, Progress committed);

  /** A worker that was not leaving is gone. */
  void workerLost();
}
