package dev.foray.master.fleet.ec2;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Foray's own jars that a node needs, by their sums, and the list of them: a line each with the
 * SHA-256, two blanks, and the path on the node. Read once, when the Master starts. Immutable.
 */
public final class NodeJars {
  private static final List<String> DIRECTORIES = List.of("worker", "chunk-runner");

  private final Map<String, Path> bySum;
  private final String list;

  private NodeJars(Map<String, Path> bySum, String list) {
    this.bySum = bySum;
    this.list = list;
  }

  /**
   * @param lib the distribution's, with a directory for each process
   */
  public static NodeJars in(Path lib) throws IOException {
    Map<String, Path> bySum = new TreeMap<>();
    StringBuilder list = new StringBuilder();
    for (String directory : DIRECTORIES) {
      try (Stream<Path> jars = Files.list(lib.resolve(directory))) {
        for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
          String sum = sum(jar);
          bySum.put(sum, jar);
          list.append(sum).append("  ").append(directory).append('/').append(jar.getFileName());
          list.append('\n');
        }
      }
    }
    return new NodeJars(Map.copyOf(bySum), list.toString());
  }

  public String list() {
    return list;
  }

  public String sumOfList() {
    return HexFormat.of().formatHex(sha256().digest(list.getBytes(StandardCharsets.UTF_8)));
  }

  public Optional<Path> jar(String sum) {
    return Optional.ofNullable(bySum.get(sum));
  }

  private static String sum(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
