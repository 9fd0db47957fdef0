package dev.foray.cli.screen;

import dev.foray.protocol.LogAdmin.AttemptSummary;
import dev.foray.protocol.Phases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What an attempt has spent its time on, as cells of a table. The middle three overlap, and those
 * of {@code map} are its threads' together, so they need not add up to how long it took.
 */
public final class Spent {
  /** Of the cells, in their order. */
  public static final List<String> HEADS = List.of("START", "READ", "MAP", "WRITE", "COMMIT");

  private Spent() {}

  /** Empty where it is not known. */
  public static List<String> cells(AttemptSummary attempt) {
    List<String> cells = new ArrayList<>();
    cells.add(Amounts.between(attempt.startedAt(), attempt.workingAt()));
    Phases phases = attempt.progress().phases();
    boolean known = !phases.equals(Phases.NONE);
    for (long millis :
        new long[] {
          phases.readMillis(), phases.mapMillis(), phases.writeMillis(), phases.commitMillis()
        }) {
      cells.add(known ? Amounts.duration(Duration.ofMillis(millis)) : "");
    }
    return cells;
  }

  /** How long it took, or has taken by now. */
  public static String whole(AttemptSummary attempt, Instant now) {
    Instant end = attempt.endedAt() == null ? now : attempt.endedAt();
    return Amounts.duration(Duration.between(attempt.startedAt(), end));
  }
}
