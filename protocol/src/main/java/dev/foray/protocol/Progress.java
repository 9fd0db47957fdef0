package dev.foray.protocol;

import java.io.Serializable;

/**
 * How far an attempt is.
 *
 * @param pairsRead pairs that {@code read} gave
 * @param pairsMapped pairs whose {@code map} returned
 * @param pairsEmitted pairs emitted by those calls
 * @param pairsWritten pairs written after folding
 * @param pairsSkipped pairs set aside
 * @param phases what it has spent its time on
 */
public record Progress(
    long pairsRead,
    long pairsMapped,
    long pairsEmitted,
    long pairsWritten,
    long pairsSkipped,
    Phases phases)
    implements Serializable {
  public static final Progress NONE = new Progress(0, 0, 0, 0, 0);

  /** Counts alone. */
  public Progress(
      long pairsRead, long pairsMapped, long pairsEmitted, long pairsWritten, long pairsSkipped) {
    this(pairsRead, pairsMapped, pairsEmitted, pairsWritten, pairsSkipped, Phases.NONE);
  }

  /** The same counts, with these times. */
  public Progress in(Phases times) {
    return new Progress(pairsRead, pairsMapped, pairsEmitted, pairsWritten, pairsSkipped, times);
  }

  public Progress plus(Progress other) {
    return new Progress(
        pairsRead + other.pairsRead,
        pairsMapped + other.pairsMapped,
        pairsEmitted + other.pairsEmitted,
        pairsWritten + other.pairsWritten,
        pairsSkipped + other.pairsSkipped,
        phases.plus(other.phases));
  }
}
