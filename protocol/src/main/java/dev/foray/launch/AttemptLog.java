package dev.foray.launch;

import dev.foray.protocol.LogPiece;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The bounded log of one attempt: its first 1 MiB and its last 4 MiB; a line in between says how
 * much was left out. One thread writes, any may read, also after the process is gone.
 */
public final class AttemptLog {
  private AttemptLog() {}

  /** The log that lies at this path; it need not exist yet. */
  public static AttemptLog at(Path file) {
    throw new AssertionError("to be written " + file);
  }

  /** A piece from a byte offset. */
  public LogPiece read(long offset, int mostBytes) throws IOException {
    throw new AssertionError("to be written");
  }

  /** The last whole lines, at most so many characters. */
  public String tail(int mostCharacters) throws IOException {
    throw new AssertionError("to be written");
  }
}
