package dev.foray.transport;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files with keys in them, for their owner's eyes alone. Stateless. */
public final class PrivateFile {
  private static final String FILE = "rw-------";
  private static final String DIRECTORY = "rwx------";

  private PrivateFile() {}

  /** Replaces the file in one step; at no moment may others read it. */
  public static void write(Path file, String text) throws IOException {
    Path draft = file.resolveSibling("." + file.getFileName() + ".draft");
    Files.deleteIfExists(draft);
    try (FileChannel channel =
        FileChannel.open(
            draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), rights(FILE))) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * A new file, to be written.
   *
   * @throws java.nio.file.FileAlreadyExistsException if it is there
   */
  public static OutputStream create(Path file) throws IOException {
    return Channels.newOutputStream(
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), rights(FILE)));
  }

  public static void makeDirectory(Path directory) throws IOException {
    Files.createDirectory(directory, rights(DIRECTORY));
  }

  private static FileAttribute<?> rights(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }

  /**
   * @throws Refused with one sentence, if it is a link, or somebody else than its owner may do
   *     anything with it
   */
  public static void require(Path path) throws Refused, IOException {
    if (Files.isSymbolicLink(path)) {
      throw new Refused(
          ExitCode.WRONG_USE,
          path
              + " is a symbolic link, and keys are not looked for behind one: put what it points"
              + " to in its place");
    }
    String rights =
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    if (!rights.endsWith("------")) {
      throw new Refused(
          ExitCode.WRONG_USE, path + " is open to others (" + rights + "): chmod go-rwx " + path);
    }
  }
}
