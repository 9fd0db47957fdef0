package dev.foray.protocol;

import java.io.Serializable;

/**
 * What an attempt has spent its time on. The first three overlap: a chunk is read, mapped and
 * written by threads of their own, and what a thread waits for the others does not count.
 *
 * @param readMillis in {@code read}, until its stream ended
 * @param mapMillis in {@code map}, by all its threads together
 * @param writeMillis in {@code writeAll}, or in {@code plan} and {@code finish} where it is one of
 *     those
 * @param commitMillis from the last write until the commit was acknowledged
 */
public record Phases(long readMillis, long mapMillis, long writeMillis, long commitMillis)
    implements Serializable {
  public static final Phases NONE = new Phases(0, 0, 0, 0);

  public Phases plus(Phases other) {
    return new Phases(
        readMillis + other.readMillis,
        mapMillis + other.mapMillis,
        writeMillis + other.writeMillis,
        commitMillis + other.commitMillis);
  }
}
