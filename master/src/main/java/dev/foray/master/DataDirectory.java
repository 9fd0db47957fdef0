package dev.foray.master;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The directory that one Master at a time owns: its database (where none is given), releases, logs,
 * nodes. Locked by the operating system as long as this process lives, so a Master that was killed
 * leaves nothing to clean up.
 */
final class DataDirectory implements AutoCloseable {
  /** The file in which a Master that runs says where it listens. */
  static final String ADDRESS = "master.address";

  private final Path path;
  private final FileChannel lockFile;

  private DataDirectory(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Makes the directory where it is missing, and takes it.
   *
   * @throws Refused if it can't be written, or another Master has it
   */
  static DataDirectory take(Path path) throws Refused {
    FileChannel lockFile = null;
    try {
      Files.createDirectories(path);
      lockFile =
          FileChannel.open(
              path.resolve("master.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(lockFile) == null) {
        lockFile.close();
        throw new Refused(
            ExitCode.WRONG_USE,
            "another Master uses the data directory "
                + path
                + ": talk to it with master submit, or choose another one with --data-dir");
      }
      Files.deleteIfExists(path.resolve(ADDRESS));
      return new DataDirectory(path, lockFile);
    } catch (IOException e) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "the data directory "
              + path
              + " can't be written ("
              + reason(e)
              + "): choose another one with --data-dir");
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    return e instanceof java.nio.file.FileSystemException
        ? e.getClass().getSimpleName() + " " + message
        : message;
  }

  Path path() {
    return path;
  }

  /**
   * Tells clients on this host where the Master listens.
   *
   * @param metrics null: nowhere
   */
  void publish(Endpoint address, Endpoint https, @Nullable Endpoint metrics) throws IOException {
    Path draft = path.resolve(ADDRESS + ".draft");
    Files.writeString(
        draft,
        address + "\nhttps " + https + "\n" + (metrics == null ? "" : "metrics " + metrics + "\n"));
    Files.move(draft, path.resolve(ADDRESS), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path.resolve(ADDRESS));
    lockFile.close();
  }
}
