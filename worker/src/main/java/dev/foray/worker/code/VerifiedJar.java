package dev.foray.worker.code;

import dev.foray.protocol.Order;
import dev.foray.shipping.JarSum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * A file whose content was seen to be a jar's, and how it looked then: as long as it looks so, it
 * is not read again.
 */
record VerifiedJar(Path file, long bytes, FileTime changed) {

  /** Empty if it is not there, or something else. */
  static Optional<VerifiedJar> at(Path file, Order.Jar jar) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) != jar.bytes()) {
      return Optional.empty();
    }
    VerifiedJar seen = new VerifiedJar(file, jar.bytes(), Files.getLastModifiedTime(file));
    return JarSum.of(file).equals(jar.sha256()) && seen.isUnchanged()
        ? Optional.of(seen)
        : Optional.empty();
  }

  boolean isUnchanged() {
    try {
      return Files.size(file) == bytes && Files.getLastModifiedTime(file).equals(changed);
    } catch (IOException e) {
      return false;
    }
  }
}
