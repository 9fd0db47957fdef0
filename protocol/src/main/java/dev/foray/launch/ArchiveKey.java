package dev.foray.launch;

import dev.foray.protocol.Order;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a class-data archive depends on, as the name of its file: the JDK, the JVM's options, the
 * class path with sizes and times, what the training run touches.
 */
record ArchiveKey(String fileName) {
  private static final int FIRST_WITH_AOT = 25;

  /**
   * @throws IOException if the class path has something that is no jar: the JVM archives jars only
   */
  static ArchiveKey of(RunnerLaunch launch, Order.Code code, String databaseKind)
      throws IOException {
    StringBuilder text = new StringBuilder();
    String jdk = jdk(launch.java());
    text.append(jdk).append(RunnerJvm.OPTIONS).append(databaseKind);
    text.append(code.jvmOptions()).append(code.hibernate());
    text.append(code.entities()).append(code.bytecodeProvider());
    for (Path jar : launch.classPath(code)) {
      if (!Files.isRegularFile(jar)) {
        throw new NoSuchFileException(jar.toString());
      }
      text.append('\n').append(jar).append(' ').append(Files.size(jar));
      text.append(' ').append(Files.getLastModifiedTime(jar).toMillis());
    }
    boolean aot = Runtime.Version.parse(jdk).feature() >= FIRST_WITH_AOT;
    return new ArchiveKey(
        sha256(text.toString()).substring(0, 32) + (aot ? RunnerJvm.AOT : RunnerJvm.CDS));
  }

  /**
   * The version of the JDK that the executable belongs to; this process's where that is not said.
   */
  private static String jdk(Path java) throws IOException {
    Path release = java.toRealPath().resolveSibling("../release").normalize();
    if (Files.isReadable(release)) {
      for (String line : Files.readAllLines(release)) {
        if (line.startsWith("JAVA_RUNTIME_VERSION=")) {
          return line.substring(line.indexOf('=') + 1).replace("\"", "");
        }
      }
    }
    return Runtime.version().toString();
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
