package dev.foray.worker;

import dev.foray.protocol.Order;
import dev.foray.runner.boot.RunnerMain;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A directory of jars for the runner that stands in. */
public final class RunnerLib {
  private RunnerLib() {}

  public static Path make(Path directory) throws IOException, URISyntaxException {
    Files.createDirectories(directory);
    jar(placeOf(RunnerMain.class), directory.resolve("chunk-runner-0.jar"));
    jar(placeOf(Order.class), directory.resolve("protocol-0.jar"));
    return directory;
  }

  private static Path placeOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static void jar(Path classes, Path jar) throws IOException {
    if (Files.isRegularFile(classes)) {
      Files.copy(classes, jar);
      return;
    }
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file);
        Stream<Path> found = Files.walk(classes)) {
      List<Path> files = found.filter(Files::isRegularFile).toList();
      for (Path each : files) {
        entries.putNextEntry(new JarEntry(classes.relativize(each).toString()));
        Files.copy(each, entries);
      }
    }
  }
}
