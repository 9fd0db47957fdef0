package dev.foray.master.admin;

import dev.foray.protocol.LogPiece;
import dev.foray.protocol.Refused;

/**
 * Finds where the last piece of a log begins, by asking for what lies there; about 20 questions.
 */
final class LogEnd {
  private static final int PROBE = 16;

  private LogEnd() {}

  /** Reads a log from an offset. */
  interface Log {
    LogPiece read(long offset, int mostBytes) throws Refused;
  }

  /** The offset from which about so many bytes follow. */
  static long before(Log log, int bytes) throws Refused {
    long there = 0;
    long beyond = bytes;
    while (reaches(log, beyond)) {
      there = beyond;
      beyond *= 4;
    }
    while (beyond - there > bytes / 4) {
      long middle = there + (beyond - there) / 2;
      if (reaches(log, middle)) {
        there = middle;
      } else {
        beyond = middle;
      }
    }
    return Math.max(0, there - bytes / 2);
  }

  private static boolean reaches(Log log, long offset) throws Refused {
    LogPiece piece = log.read(offset, PROBE);
    return !piece.text().isEmpty() || piece.nextOffset() > offset;
  }
}
