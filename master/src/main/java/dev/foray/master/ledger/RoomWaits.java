package dev.foray.master.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The writes that wait for room on a full disk, by the directory of their database; one for the
 * process, since H2 itself makes the files that wait. The first that waits says so, the last that
 * goes on, too. Thread-safe.
 */
final class RoomWaits {
  private static final Map<Path, Waiting> WAITING = new ConcurrentHashMap<>();

  private record Waiting(Instant since, int writes) {}

  private RoomWaits() {}

  static void begin(Path directory) {
    Waiting now =
        WAITING.merge(
            directory,
            new Waiting(Instant.now(), 1),
            (waiting, one) -> new Waiting(waiting.since(), waiting.writes() + 1));
    if (now.writes() == 1) {
      LedgerLog.diskFull(directory);
    }
  }

  static void end(Path directory) {
    WAITING.computeIfPresent(
        directory,
        (key, waiting) -> {
          if (waiting.writes() > 1) {
            return new Waiting(waiting.since(), waiting.writes() - 1);
          }
          LedgerLog.roomAgain(directory, Duration.between(waiting.since(), Instant.now()));
          return null;
        });
  }

  /** Since when writes wait there; empty: none does. */
  static Optional<Instant> since(Path directory) {
    return Optional.ofNullable(WAITING.get(directory)).map(Waiting::since);
  }
}
