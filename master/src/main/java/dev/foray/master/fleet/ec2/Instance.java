package dev.foray.master.fleet.ec2;

import dev.foray.master.ledger.Hardware;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instance, as EC2 describes it.
 *
 * @param launch the launch that its tag names; empty where it has none
 * @param launchedAt by EC2's clock; null: not described yet
 * @param stoppedAt when it began to end, after which it costs nothing; null: it did not
 * @param reason why it ended or is ending, in EC2's words; empty where nothing is said
 */
record Instance(
    Hardware hardware,
    String launch,
    State state,
    @Nullable Instant launchedAt,
    @Nullable Instant stoppedAt,
    String reason) {

  /** One that is there, as far as is known: it is not described yet. */
  static Instance unseen(Hardware hardware, String launch) {
    return new Instance(hardware, launch, State.ALIVE, null, null, "");
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
