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
 */
public record Progress(
    long pairsRead, long pairsMapped, long pairsEmitted, long pairsWritten, long pairsSkipped)
    implements Serializable {
  public static final Progress NONE = new Progress(0, 0, 0, 0, 0);

  public Progress plus(Progress other) {
    return new Progress(
        pairsRead + other.pairsRead,
        pairsMapped + other.pairsMapped,
        pairsEmitted + other.pairsEmitted,
        pairsWritten + other.pairsWritten,
        pairsSkipped + other.pairsSkipped);
  }
}
