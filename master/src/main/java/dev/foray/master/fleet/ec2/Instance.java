package dev.foray.master.fleet.ec2;

import dev.foray.master.ledger.Hardware;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instance, as EC2 describes it.
 *
 * @param launch the launch that its tag names; empty where it has none
 * @param reason why it ended or is ending, in EC2's words; empty where nothing is said
 * @param since when it was launched; null: that is not known here
 */
record Instance(
    Hardware hardware, String launch, State state, String reason, @Nullable Instant since) {

  Instance(Hardware hardware, String launch, State state, String reason) {
    this(hardware, launch, state, reason, null);
  }

  /** Where it is in its life. */
  enum State {
    /** It starts, or runs, or is stopped: it can cost something. */
    ALIVE,
    /** It ends, and costs nothing any more. */
    ENDING,
    TERMINATED
  }

  String id() {
    return hardware.instance();
  }

  boolean isThere() {
    return state != State.TERMINATED;
  }
}
