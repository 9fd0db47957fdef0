package dev.foray.master.ledger;

import dev.foray.protocol.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The password of the H2 database, made with it and kept beside it, for its owner's eyes only. */
final class PasswordFile {
  static final String NAME = "password";

  private static final int RANDOM_BYTES = 24;

  private PasswordFile() {}

  /** Reads it, or makes it and its directory. */
  static Secret in(Path directory) throws IOException {
    Path file = directory.resolve(NAME);
    if (!Files.exists(file)) {
      Files.createDirectories(directory);
      write(file);
    }
    return new Secret(Files.readString(file).strip());
  }

  private static void write(Path file) throws IOException {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file, HexFormat.of().formatHex(random) + "\n", StandardOpenOption.TRUNCATE_EXISTING);
  }
}
