package dev.foray.master.doctor;

import dev.foray.master.ledger.DatabaseServer;
import dev.foray.protocol.Refused;
import java.time.Duration;
import java.util.Optional;

/** This host's clock beside the database's: no lease depends on it, and what people read does. */
public record ClockNear(DatabaseUsable.Server server) implements Check {
  private static final Duration NEAR = Duration.ofSeconds(3);

  /** As far apart AWS refuses what is signed here, if it is this clock that is wrong. */
  private static final Duration FAR = Duration.ofMinutes(5);

  @Override
  public String subject() {
    return "clock";
  }

  @Override
  public Finding look() {
    try {
      Optional<DatabaseServer> found = server.ask();
      return found.isEmpty()
          ? Finding.ok(subject(), "there is no other to compare it with")
          : judged(found.get().ahead());
    } catch (Refused e) {
      return Finding.warning(
          subject(), "there is no other to compare it with", "mend what is said of the database");
    }
  }

  private Finding judged(Duration ahead) {
    Duration apart = ahead.abs();
    String found =
        "the database's is "
            + apart.toMillis()
            + " ms "
            + (ahead.isNegative() ? "behind" : "ahead of")
            + " this host's";
    if (apart.compareTo(FAR) >= 0) {
      return Finding.fault(
          subject(), found, "set the one that is wrong: AWS refuses calls of a clock so far off");
    }
    return apart.compareTo(NEAR) >= 0
        ? Finding.warning(
            subject(), found, "times in listings and logs don't fit together, set the wrong one")
        : Finding.ok(subject(), found);
  }
}
