package dev.foray.master.release;

import dev.foray.master.release.JarUnfit.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One jar on its way into the {@link JarShelf}, in a file that nobody knows the name of until it is
 * whole and on the disk. Closing it removes what is left. For one thread.
 */
final class JarArrival implements AutoCloseable {
  private final Path draft;
  private String sha256 = "";

  JarArrival(Path directory) throws IOException {
    this.draft = Files.createTempFile(directory, "", ".jar");
  }

  /** Takes all of the stream. */
  void take(InputStream content) throws IOException {
    MessageDigest digest = JarShelf.sha256();
    try (FileChannel file = FileChannel.open(draft, StandardOpenOption.WRITE);
        OutputStream out = new DigestOutputStream(Channels.newOutputStream(file), digest)) {
      content.transferTo(out);
      file.force(true);
    }
    sha256 = HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Takes what a client sends.
   *
   * @param bytes how many it has announced
   */
  void take(InputStream content, long bytes) throws JarUnfit {
    Announced announced = new Announced(content, bytes);
    try {
      take(announced);
    } catch (IOException e) {
      if (announced.failure == null) {
        throw new JarUnfit(
            Reason.NO_ROOM,
            "the Master can't keep the jar of "
                + bytes
                + " bytes ("
                + e.getMessage()
                + "): make room in "
                + draft.getParent());
      }
      throw new JarUnfit(
          Reason.CUT_OFF,
          "the jar ended after "
              + announced.read
              + " of "
              + bytes
              + " bytes, and nothing of it is kept: send it again");
    }
  }

  /** Of what was taken. */
  String sha256() {
    return sha256;
  }

  Path file() {
    return draft;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(draft);
  }

  /** Tells failures of the one who sends from those of the disk. */
  private static final class Announced extends InputStream {
    private final InputStream content;
    private final long bytes;
    private long read;
    private @Nullable IOException failure;

    private Announced(InputStream content, long bytes) {
      this.content = content;
      this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        int count = content.read(buffer, offset, length);
        if (count < 0 && read < bytes) {
          throw new EOFException("cut off");
        }
        read += Math.max(0, count);
        return count;
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }
}
