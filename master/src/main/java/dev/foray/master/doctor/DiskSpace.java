package dev.foray.master.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Room below the data directory, for releases, archives and logs.
 *
 * @param room asks a directory's disk
 */
public record DiskSpace(Path directory, Room room) implements Check {
  private static final long MEGABYTE = 1L << 20;
  private static final long LEAST = 256 * MEGABYTE;
  private static final long COMFORT = 2_048 * MEGABYTE;

  /** How much may be written to the disk of a directory that is there. */
  public interface Room {
    long bytes(Path directory) throws IOException;
  }

  public DiskSpace(Path directory) {
    this(directory, place -> Files.getFileStore(place).getUsableSpace());
  }

  @Override
  public String subject() {
    return "disk";
  }

  @Override
  public Finding look() {
    Path place = directory;
    while (!Files.exists(place) && place.getParent() != null) {
      place = place.getParent();
    }
    if (!Files.isDirectory(place) || !Files.isWritable(place)) {
      return Finding.fault(
          subject(),
          "the data directory " + directory + " can't be written",
          "choose another one with --data-dir, or give this user the right to");
    }
    try {
      return judged(room.bytes(place));
    } catch (IOException e) {
      return Finding.warning(
          subject(),
          "nobody says how much room is below " + directory + " (" + e.getMessage() + ")",
          "look at it yourself");
    }
  }

  private Finding judged(long bytes) {
    String found = bytes / MEGABYTE + " MB are free below " + directory;
    if (bytes < LEAST) {
      return Finding.fault(
          subject(),
          found,
          "make room for releases and logs, " + LEAST / MEGABYTE + " MB at least");
    }
    return bytes < COMFORT
        ? Finding.warning(
            subject(), found, "a few releases fill it: " + COMFORT / MEGABYTE + " MB are better")
        : Finding.ok(subject(), found);
  }
}
