package dev.foray.master.release;

import dev.foray.master.release.JarUnfit.Reason;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Order;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.jar.JarFile;

/**
 * Jars kept by their content: one file for each SHA-256, never changed, so that a job still runs
 * what it was submitted with after its author has built anew. A file appears under its name only
 * when it is whole and on the disk; what a killed Master left half is removed by the next. Owned by
 * the {@link ReleaseStore}. Thread-safe: two copies of one jar end in one file.
 */
final class JarShelf {
  private final Path kept;
  private final Path arriving;
  private final Recent asked;

  JarShelf(Path directory) throws IOException {
    this(directory, new Recent(Duration.ofHours(1), System::nanoTime));
  }

  /**
   * @param directory the Master's own; made where it is missing
   * @param asked for which jars somebody has asked
   * @throws IOException if it can't be written
   */
  JarShelf(Path directory, Recent asked) throws IOException {
    this.kept = Files.createDirectories(directory.resolve("jars"));
    this.asked = asked;
    this.arriving = Files.createDirectories(directory.resolve("arriving"));
    try (var leftovers = Files.newDirectoryStream(arriving)) {
      for (Path leftover : leftovers) {
        Files.delete(leftover);
      }
    }
  }

  /**
   * Keeps a copy of the jar.
   *
   * @throws Refused if it is not there, is no jar, or can't be copied; nothing half is left
   */
  Order.Jar keep(Path jar) throws Refused {
    check(jar);
    try {
      String sha256 = hash(jar);
      if (!isKept(sha256, Files.size(jar))) {
        sha256 = copy(jar);
      }
      Path copy = pathOf(sha256);
      return new Order.Jar(fileName(jar), sha256, Files.size(copy), copy.toString());
    } catch (IOException e) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "the jar "
              + jar
              + " can't be copied to "
              + kept
              + " ("
              + reason(e)
              + "): make room there, or choose another place with --data-dir");
    }
  }

  /**
   * Keeps a jar that a client sends. Two that send the same jar end in one file.
   *
   * @param sha256 lower-case hex, which its content must have
   * @param bytes how many are announced
   * @return false: it was there already
   * @throws JarUnfit if it can't be kept; nothing of it is
   */
  boolean receive(String sha256, InputStream content, long bytes) throws JarUnfit {
    if (has(sha256)) {
      return false;
    }
    checkRoom(bytes);
    try (JarArrival arrival = new JarArrival(arriving)) {
      arrival.take(content, bytes);
      if (!arrival.sha256().equals(sha256)) {
        throw new JarUnfit(
            Reason.OTHER_CONTENT,
            "what was sent as the jar "
                + sha256
                + " has the SHA-256 "
                + arrival.sha256()
                + ", and is not kept: send it again");
      }
      shelve(arrival);
      return true;
    } catch (IOException e) {
      throw noRoom(bytes, reason(e));
    }
  }

  private void checkRoom(long bytes) throws JarUnfit {
    try {
      long room = Files.getFileStore(kept).getUsableSpace();
      if (bytes > room) {
        throw noRoom(bytes, "only " + room + " bytes are free");
      }
    } catch (IOException e) {
      throw noRoom(bytes, reason(e));
    }
  }

  private JarUnfit noRoom(long bytes, String why) {
    return new JarUnfit(
        Reason.NO_ROOM,
        "the Master can't keep the jar of "
            + bytes
            + " bytes ("
            + why
            + "): make room in "
            + kept
            + ", or start it with another --data-dir");
  }

  /**
   * Whether the jar of this hash is kept. If so, it stays for an hour at least: whoever asks is
   * about to use it.
   */
  synchronized boolean has(String sha256) {
    asked.note(sha256);
    return Files.exists(pathOf(sha256));
  }

  /**
   * Removes the jars that are not needed, but for those that somebody has asked for lately.
   *
   * @return how many
   */
  int removeAllBut(Set<String> needed) throws IOException {
    int removed = 0;
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(kept, "*.jar")) {
      for (Path jar : jars) {
        String sha256 = fileName(jar).substring(0, fileName(jar).length() - ".jar".length());
        if (!needed.contains(sha256) && removeUnlessAsked(sha256)) {
          removed++;
        }
      }
    }
    return removed;
  }

  private synchronized boolean removeUnlessAsked(String sha256) throws IOException {
    return !asked.has(sha256) && Files.deleteIfExists(pathOf(sha256));
  }

  /** Where the jar of this hash lies, once it is kept. */
  Path pathOf(String sha256) {
    return kept.resolve(sha256 + ".jar");
  }

  private static void check(Path jar) throws Refused {
    if (!Files.exists(jar)) {
      throw refused(jar, "is not there: build it first, or correct --jar");
    }
    if (Files.isDirectory(jar)) {
      throw refused(jar, "is a directory: name a jar in it with --jar");
    }
    if (!Files.isReadable(jar)) {
      throw refused(jar, "can't be read by the Master: let its user read it");
    }
    try (JarFile opened = new JarFile(jar.toFile())) {
      if (opened.getEntry("BOOT-INF/classes/") != null) {
        throw refused(
            jar,
            "is a repackaged Spring Boot jar, whose classes no class path finds: give the plain jar"
                + " that it was made from, and its dependencies, with --jar");
      }
    } catch (IOException e) {
      throw refused(jar, "is no jar (" + e.getMessage() + "): build it again");
    }
  }

  private static Refused refused(Path jar, String why) {
    return new Refused(ExitCode.WRONG_USE, "the jar " + jar + " " + why);
  }

  private static String hash(Path jar) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(jar)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private boolean isKept(String sha256, long bytes) throws IOException {
    return has(sha256) && Files.size(pathOf(sha256)) == bytes;
  }

  /** The copy is named by what was copied: the jar may have been built anew since it was hashed. */
  private String copy(Path jar) throws IOException {
    try (JarArrival arrival = new JarArrival(arriving);
        InputStream content = Files.newInputStream(jar)) {
      arrival.take(content);
      shelve(arrival);
      return arrival.sha256();
    }
  }

  private void shelve(JarArrival arrival) throws IOException {
    synchronized (this) {
      asked.note(arrival.sha256());
      Files.move(arrival.file(), pathOf(arrival.sha256()), StandardCopyOption.ATOMIC_MOVE);
    }
    forceNames();
  }

  /** Puts the directory itself on the disk, so that a power cut does not take the new name away. */
  private void forceNames() throws IOException {
    try (FileChannel directory = FileChannel.open(kept, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private static String fileName(Path jar) {
    return String.valueOf(jar.getFileName());
  }

  private static String reason(IOException e) {
    if (e instanceof FileSystemException place && place.getReason() != null) {
      return place.getReason();
    }
    return String.valueOf(e.getMessage());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
