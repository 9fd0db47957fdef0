package dev.foray.master.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import org.h2.store.fs.FileBaseDefault;

/**
 * A file of the H2 database. A write that finds the disk full waits for room, and with it all who
 * commit: H2 would close the database at once, under every runner and for good. Made by {@link
 * LedgerPath}. Thread-safe, without a lock: a write that waits must not hold up the reads.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized")
final class LedgerFile extends FileBaseDefault {
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
  static final Duration LONGEST_WAIT = Duration.ofHours(12);

  private final FileChannel disk;
  private final Path file;

  LedgerFile(FileChannel disk, Path file) {
    this.disk = disk;
    this.file = file;
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    try {
      return disk.write(source, position);
    } catch (IOException e) {
      if (!Failures.isDiskFull(e)) {
        throw e;
      }
      return writeOnceThereIsRoom(source, position, e);
    }
  }

  private int writeOnceThereIsRoom(ByteBuffer source, long position, IOException full)
      throws IOException {
    RoomWaits.begin(directory());
    long began = System.nanoTime();
    boolean interrupted = false;
    try {
      while (System.nanoTime() - began < LONGEST_WAIT.toNanos()) {
        interrupted |= pause();
        try {
          return disk.write(source, position);
        } catch (IOException e) {
          if (!Failures.isDiskFull(e)) {
            throw e;
          }
        }
      }
      throw full;
    } finally {
      RoomWaits.end(directory());
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether an interrupt came, which must not break the write off. */
  private static boolean pause() {
    try {
      Thread.sleep(BETWEEN_TRIES.toMillis());
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  private Path directory() {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    return disk.read(target, position);
  }

  @Override
  public long size() throws IOException {
    return disk.size();
  }

  @Override
  protected void implTruncate(long size) throws IOException {
    disk.truncate(size);
  }

  @Override
  public void force(boolean metadata) throws IOException {
    disk.force(metadata);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return disk.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    disk.close();
  }
}
