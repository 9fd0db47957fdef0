package dev.foray.benchmarks.doors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Jars of 100 MB together, of which none has been seen before, and how the system copies them. */
public final class Jars {
  private static final int COUNT = 10;
  private static final int BYTES = 10 << 20;

  private Jars() {}

  /** All of them. */
  public static long megabytes() {
    return (COUNT * (long) BYTES) >> 20;
  }

  /** Makes them. */
  public static List<Path> make(Path directory, int seed) throws IOException {
    Files.createDirectories(directory);
    Random random = new Random(seed);
    for (int i = 0; i < COUNT; i++) {
      byte[] bytes = new byte[BYTES];
      random.nextBytes(bytes);
      Path jar = directory.resolve("library-" + i + ".jar");
      try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
        out.setLevel(0);
        out.putNextEntry(new ZipEntry("noise"));
        out.write(bytes);
      }
    }
    return in(directory);
  }

  /** Those that were made. */
  public static List<Path> in(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  /** By {@code cp} and {@code sha256sum}. */
  public static void copy(List<Path> jars, Path to) throws IOException, InterruptedException {
    Files.createDirectories(to);
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "cp \"$@\" \"$0\" && sha256sum \"$0\"/* >/dev/null"));
    command.add(to.toString());
    jars.forEach(jar -> command.add(jar.toString()));
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException("cp and sha256sum failed");
    }
  }
}
