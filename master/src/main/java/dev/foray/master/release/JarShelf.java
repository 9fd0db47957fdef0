package dev.foray.master.release;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Order;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

  /**
   * @param directory the Master's own; made where it is missing
   * @throws IOException if it can't be written
   */
  JarShelf(Path directory) throws IOException {
    this.kept = Files.createDirectories(directory.resolve("jars"));
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
    Path copy = pathOf(sha256);
    return Files.exists(copy) && Files.size(copy) == bytes;
  }

  /** The copy is named by what was copied: the jar may have been built anew since it was hashed. */
  private String copy(Path jar) throws IOException {
    Path draft = Files.createTempFile(arriving, "", ".jar");
    try {
      MessageDigest digest = sha256();
      try (FileChannel file = FileChannel.open(draft, StandardOpenOption.WRITE);
          OutputStream out = new DigestOutputStream(Channels.newOutputStream(file), digest)) {
        Files.copy(jar, out);
        file.force(true);
      }
      String sha256 = HexFormat.of().formatHex(digest.digest());
      Files.move(draft, pathOf(sha256), StandardCopyOption.ATOMIC_MOVE);
      forceNames();
      return sha256;
    } finally {
      Files.deleteIfExists(draft);
    }
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
