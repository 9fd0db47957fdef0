package dev.foray.master.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A fault drill: this Master halts, as if it were killed, at the point that a file names. Which
 * file, the system property {@code foray.master.drill} says. Nothing sets it but a test; where it
 * is not set, each point costs a comparison.
 */
public final class Drill {
  private static final @Nullable String FILE = System.getProperty("foray.master.drill");
  private static final int KILLED = 137;

  /** Where the ledger says one thing, and what follows from it has not been done. */
  public enum Point {
    /** A chunk's row says that it runs; its worker has not been called. */
    DISPATCHED,
    /** The last chunk has committed; the job's row does not say so. */
    CHUNKS_DONE
  }

  private Drill() {}

  public static void reached(Point point) {
    if (FILE != null && point.name().equals(named(Path.of(FILE)))) {
      Runtime.getRuntime().halt(KILLED);
    }
  }

  private static String named(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return ""; // The test is done with it.
    }
  }
}
