package dev.foray.fakeec2.front;

import dev.foray.fakeec2.query.Refusal;
import java.time.Duration;
import java.util.Optional;

/**
 * What goes wrong with one request.
 *
 * @param before a real wait before anything else
 * @param refusal the answer, instead of doing the work
 * @param losesRequest whether the connection is closed and nothing is done
 * @param losesAnswer whether the work is done and the connection closed without a word
 */
public record Fault(
    Duration before, Optional<Refusal> refusal, boolean losesRequest, boolean losesAnswer) {
  public static final Fault NONE = new Fault(Duration.ZERO, Optional.empty(), false, false);

  /** Done, but nobody is told. */
  public static Fault loseAnswer() {
    return new Fault(Duration.ZERO, Optional.empty(), false, true);
  }

  /** Not done, and nobody is told. */
  public static Fault loseRequest() {
    return new Fault(Duration.ZERO, Optional.empty(), true, false);
  }

  /** Not done: status 500, {@code InternalError}. */
  public static Fault internalError() {
    return refuse(500, "InternalError", "An internal error has occurred");
  }

  public static Fault refuse(int status, String code, String message) {
    return new Fault(Duration.ZERO, Optional.of(new Refusal(status, code, message)), false, false);
  }

  /** Done late. The time is real, as nobody can wait on a simulated clock. */
  public static Fault delay(Duration time) {
    return new Fault(time, Optional.empty(), false, false);
  }
}
