package dev.foray.launch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files and directories that a Master makes among the archives and has not finished: their names
 * begin with its process id and its start, so that what a killed one left is known for what it is,
 * and removed by the next. The start tells processes of one id apart: ids are given again, and in a
 * container each Master has the same.
 */
public final class HalfMade {
  private static final Logger LOG = LoggerFactory.getLogger(HalfMade.class);
  private static final String NEW = "new-";
  private static final Pattern NAME = Pattern.compile(NEW + "(\\d+)-(\\d+)-(.*)");
  private static final String OWNER = owner(ProcessHandle.current());

  /** Two processes that look at a third may see starts that differ, as the clock is set. */
  private static final long SAME_START_MILLIS = 10_000;

  private HalfMade() {}

  /** This process's path for what is to get the name when it is made. */
  public static Path in(Path directory, String name) {
    return directory.resolve(NEW + OWNER + "-" + name);
  }

  static String owner(ProcessHandle process) {
    return process.pid() + "-" + start(process);
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
        if (half.matches() && half.group(3).equals(name) && isOfAnother(half)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Removes what Masters that are gone have left half. */
  public static void discardLeftovers(Path directory) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      for (Path file : all) {
        Matcher half = NAME.matcher(String.valueOf(file.getFileName()));
        if (half.matches() && !isOwn(half) && !isOfAnother(half)) {
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

  private static boolean isOwn(Matcher half) {
    return OWNER.equals(half.group(1) + "-" + half.group(2));
  }

  private static boolean isOfAnother(Matcher half) {
    long begun = Long.parseLong(half.group(2));
    return !isOwn(half)
        && ProcessHandle.of(Long.parseLong(half.group(1)))
            .filter(process -> process.pid() != ProcessHandle.current().pid())
            .filter(process -> Math.abs(start(process) - begun) < SAME_START_MILLIS)
            .isPresent();
  }

  /** In milliseconds since 1970; 0 where the system does not tell. */
  private static long start(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
