package dev.foray.launch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files and directories that a Master makes among the archives and has not finished: their names
 * begin with its process id, so that what a killed one left is known for what it is, and removed by
 * the next.
 */
public final class HalfMade {
  private static final Logger LOG = LoggerFactory.getLogger(HalfMade.class);
  private static final String NEW = "new-";
  private static final Pattern NAME = Pattern.compile(NEW + "(\\d+)-(.*)");

  private HalfMade() {}

  /** This process's path for what is to get the name when it is made. */
  public static Path in(Path directory, String name) {
    return directory.resolve(NEW + ProcessHandle.current().pid() + "-" + name);
  }

  /** Whether some process makes it, or did. */
  static boolean isOne(Path file) {
    return NAME.matcher(String.valueOf(file.getFileName())).matches();
  }

  /** Whether another process that is alive makes what is to get the name. */
  public static boolean isMadeByAnother(Path directory, String name) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      for (Path file : all) {
        Matcher half = NAME.matcher(String.valueOf(file.getFileName()));
        if (half.matches() && half.group(2).equals(name) && !isGone(half.group(1))) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * Removes what Masters that are gone have left half. One that had this one's process id is gone,
   * too: in a container each has the same.
   */
  public static void discardLeftovers(Path directory) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      for (Path file : all) {
        Matcher half = NAME.matcher(String.valueOf(file.getFileName()));
        if (half.matches() && isGone(half.group(1))) {
          discard(file);
        }
      }
    }
  }

  /** Removes it, with what is in it where it is a directory. */
  public static void discard(Path made) {
    if (!Files.exists(made)) {
      return;
    }
    try (Stream<Path> all = Files.walk(made)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      LOG.debug("{} stays behind", made, e);
    }
  }

  private static boolean isGone(String text) {
    long pid = Long.parseLong(text);
    return pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty();
  }
}
